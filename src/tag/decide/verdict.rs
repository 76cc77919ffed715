//! What was decided of one hit, with the reasons.

use crate::document::{Decision, DocumentKind, Flag, Mode, Polarity, Speaker, Strength};
use crate::tag::passage::{Passage, Words};

#[derive(Clone, Debug, PartialEq)]
pub(in crate::tag) struct Verdict {
    pub mode: Mode,
    pub polarity: Polarity,
    pub speaker: Speaker,
    pub name: Option<String>,
    pub chain: Vec<String>,
    pub strength: Option<Strength>,
    pub flags: Vec<Flag>,
    pub condition: Option<Words>,
    pub decisions: Vec<Decision>,
    /// Words of attribution decided, not the kind of document.
    pub attributed: bool,
    /// The speaker is a resolved pronoun.
    pub pronoun: bool,
}

impl Verdict {
    pub fn prior(kind: DocumentKind, speaker: Speaker, mode: Mode) -> Self {
        let because = |field: &str| Decision {
            field: field.to_owned(),
            rule: format!("prior:{kind}"),
            words: String::new(),
            span: None,
        };
        Self {
            mode,
            polarity: Polarity::Asserted,
            speaker,
            name: None,
            chain: Vec::new(),
            strength: None,
            flags: Vec::new(),
            condition: None,
            decisions: vec![because("speaker"), because("mode")],
            attributed: false,
            pronoun: false,
        }
    }

    pub fn explain(&mut self, field: &str, rule: &str, passage: &Passage<'_>, words: Option<Words>) {
        let span = words.filter(|words| !words.is_empty()).map(|words| passage.span(&words));
        let text =
            span.map(|span| passage.tokens.text()[span.start..span.end].to_owned()).unwrap_or_default();
        self.decisions.push(Decision { field: field.to_owned(), rule: rule.to_owned(), words: text, span });
    }

    /// An item of a list is said as the item before it, where nothing was decided for it alone.
    pub fn follow(&mut self, before: &Self) {
        let own_words = matches!(before.mode, Mode::Represented | Mode::Promised | Mode::Permitted);
        let undecided = self.mode == Mode::Represented && self.polarity == Polarity::Asserted;
        let same =
            self.speaker == before.speaker && (self.mode, self.polarity) != (before.mode, before.polarity);
        if !(own_words && undecided && same) {
            return;
        }
        (self.mode, self.polarity) = (before.mode, before.polarity);
        let told = |d: &&Decision| d.field == "mode" || d.field == "polarity";
        self.decisions.retain(|d| !told(&d));
        self.decisions.extend(before.decisions.iter().filter(told).cloned());
        before.flags.iter().for_each(|flag| self.flag(*flag));
    }

    pub fn flag(&mut self, flag: Flag) {
        if !self.flags.contains(&flag) {
            self.flags.push(flag);
        }
    }
}
