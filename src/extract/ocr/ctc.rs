//! Reading letters out of a recognition model's answer.

/// A letter with the place, as a share of the line's width, at which the model sees it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Letter {
    pub(super) text: String,
    pub(super) at: f32,
    /// Does the model see a space before it?
    pub(super) after_space: bool,
    /// Its probability, 0 to 1.
    pub(super) probability: f32,
}

/// Best-path decoding of connectionist temporal classification (Graves et al. 2006): at each step
/// the likeliest class, repeats folded, the blank (class 0) dropped. `scores` holds one row of
/// `keys.len() + 2` probabilities a step: blank, the keys, a space.
pub(super) fn letters(scores: &[f32], classes: usize, keys: &[String]) -> Vec<Letter> {
    let steps = scores.len() / classes.max(1);
    let mut letters: Vec<Letter> = Vec::new();
    let mut after_space = false;
    let mut last = 0;
    for (step, row) in scores.chunks_exact(classes.max(1)).enumerate() {
        let (class, probability) = likeliest(row);
        let repeated = class == last;
        last = class;
        if class == 0 || repeated {
            continue;
        }
        let letter = keys.get(class - 1).map_or(" ", String::as_str);
        if letter.trim().is_empty() {
            after_space = !letters.is_empty();
            continue;
        }
        let at = (step as f32 + 0.5) / steps as f32;
        letters.push(Letter { text: letter.to_owned(), at, after_space, probability });
        after_space = false;
    }
    letters
}

fn likeliest(row: &[f32]) -> (usize, f32) {
    let mut best = (0, f32::MIN);
    for (class, &probability) in row.iter().enumerate() {
        if probability > best.1 {
            best = (class, probability);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Steps by class: 0 blank, 1 `a`, 2 `b`, 3 space.
    fn read(classes: &[usize]) -> Vec<Letter> {
        let mut scores = vec![0.0; classes.len() * 4];
        for (step, class) in classes.iter().enumerate() {
            scores[step * 4 + class] = 0.9;
        }
        letters(&scores, 4, &["a".into(), "b".into()])
    }

    fn text(classes: &[usize]) -> String {
        let spaced = |l: Letter| if l.after_space { format!(" {}", l.text) } else { l.text };
        read(classes).into_iter().map(spaced).collect()
    }

    #[test]
    fn repeats_fold_unless_a_blank_parts_them() {
        assert_eq!(text(&[1, 1, 2, 2]), "ab");
        assert_eq!(text(&[1, 0, 1]), "aa");
    }

    #[test]
    fn a_space_is_told_with_the_letter_after_it_and_places_come_from_the_steps() {
        assert_eq!(text(&[0, 3, 1, 3, 0, 2]), "a b");
        let letters = read(&[0, 1, 3, 0, 2]);
        assert_eq!(letters.iter().map(|l| l.at).collect::<Vec<_>>(), [0.3, 0.9]);
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(read(&[]).is_empty());
        assert!(read(&[0, 3, 0]).is_empty());
    }
}
