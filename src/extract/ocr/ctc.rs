//! Reading words out of a recognition model's answer.

/// A word with the share of the line's width at which it starts and ends.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LineWord {
    pub(super) text: String,
    pub(super) start: f32,
    pub(super) end: f32,
    /// Mean probability of its letters, 0 to 1.
    pub(super) confidence: f32,
}

/// Best-path decoding of connectionist temporal classification (Graves et al. 2006): at each step
/// the likeliest class, repeats folded, the blank (class 0) dropped. `scores` holds one row of
/// `keys.len() + 2` probabilities a step: blank, the keys, a space.
pub(super) fn words(scores: &[f32], classes: usize, keys: &[String]) -> Vec<LineWord> {
    let steps = scores.len() / classes.max(1);
    let mut words: Vec<LineWord> = Vec::new();
    let mut open = false;
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
            open = false;
            continue;
        }
        let (start, end) = (step as f32 / steps as f32, (step + 1) as f32 / steps as f32);
        match words.last_mut().filter(|_| open) {
            Some(word) => {
                let n = word.text.chars().count() as f32;
                word.confidence = (word.confidence * n + probability) / (n + 1.0);
                word.text.push_str(letter);
                word.end = end;
            }
            None => words.push(LineWord { text: letter.to_owned(), start, end, confidence: probability }),
        }
        open = true;
    }
    words
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
    fn read(classes: &[usize]) -> Vec<LineWord> {
        let mut scores = vec![0.0; classes.len() * 4];
        for (step, class) in classes.iter().enumerate() {
            scores[step * 4 + class] = 0.9;
        }
        words(&scores, 4, &["a".into(), "b".into()])
    }

    fn texts(classes: &[usize]) -> Vec<String> {
        read(classes).into_iter().map(|w| w.text).collect()
    }

    #[test]
    fn repeats_fold_unless_a_blank_parts_them() {
        assert_eq!(texts(&[1, 1, 2, 2]), ["ab"]);
        assert_eq!(texts(&[1, 0, 1]), ["aa"]);
    }

    #[test]
    fn a_space_parts_words_and_places_come_from_the_steps() {
        let words = read(&[0, 1, 3, 0, 2]);
        assert_eq!(words.iter().map(|w| w.text.as_str()).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!((words[0].start, words[0].end), (0.2, 0.4));
        assert_eq!((words[1].start, words[1].end), (0.8, 1.0));
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(texts(&[]).is_empty());
        assert!(texts(&[0, 3, 0]).is_empty());
    }
}
