use super::drawing::{PageOf, pdf_of_pages};
use crate::extract::pdf::{PdfOptions, read, render_gray};
use proptest::prelude::*;
use std::sync::LazyLock;

/// A PDF with most of what the readers look at.
static SAMPLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let annotations = "/Annots [<< /Subtype /FreeText /Contents (added) /Rect [10 10 200 40] >>]";
    let first = PageOf {
        entries: annotations,
        content: "q 1 0 0 1 5 5 cm BT /F1 12 Tf 72 720 Td [(Ac) -20 (me)] TJ (it) ' ET Q 0 0 99 1 re f",
    };
    let second = PageOf {
        entries: "/Rotate 270 /CropBox [0 0 300 300]",
        content: "BT /F2 9 Tf 14 TL 20 200 Td (two) Tj T* (three) Tj ET",
    };
    pdf_of_pages(&[first, second], "/PageLabels << /Nums [0 << /S /D >>] >>", &[])
});

/// Reads and draws; only the absence of panics counts.
fn survive(bytes: &[u8]) {
    let _ = read(bytes, &PdfOptions { max_pages: 20, ..PdfOptions::default() });
    let _ = render_gray(bytes, 1, 20.0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_file_cut_off_anywhere_is_read_or_refused(cut in 0..2_000usize) {
        survive(&SAMPLE[..cut.min(SAMPLE.len())]);
    }

    #[test]
    fn a_file_with_changed_bytes_is_read_or_refused(changes in proptest::collection::vec((0..2_000usize, any::<u8>()), 1..12)) {
        let mut bytes = SAMPLE.clone();
        for (place, value) in changes {
            let length = bytes.len();
            bytes[place % length] = value;
        }
        survive(&bytes);
    }

    #[test]
    fn numbers_of_any_size_in_the_content_are_survived(numbers in proptest::collection::vec(any::<f32>(), 6)) {
        let matrix = numbers.iter().map(|n| format!("{n:.3}")).collect::<Vec<_>>().join(" ");
        let content = format!("{matrix} cm BT /F1 {} Tf {matrix} Tm (text) Tj ET", numbers[0]);
        let entries = format!("/MediaBox [{} {} {} {}]", numbers[0], numbers[1], numbers[2], numbers[3]);
        survive(&pdf_of_pages(&[PageOf { entries: &entries, content: &content }], "", &[]));
    }

    #[test]
    fn bytes_that_are_no_pdf_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        survive(&bytes);
    }
}
