//! The same string by the rules of six systems.

use std::fmt;
use std::str::FromStr;

/// Whose rules a query is read by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Dialect {
    #[default]
    Native,
    Westlaw,
    Lexis,
    DtSearch,
    Disco,
    Nuix,
}

/// What stands between two words without an operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    Phrase,
    Or,
    And,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Percent {
    /// `wiretap%1`.
    Edits,
    /// `wire%tap`: one edit after the fixed start for each sign.
    Fuzzy,
    /// BUT NOT.
    Not,
    Lacks,
}

/// How tightly the operators of the whole document bind, loosest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// OR, proximity, AND, NOT.
    OrFirst,
    /// Proximity, AND and NOT alike from left to right, OR.
    OrLast,
}

impl Dialect {
    pub const ALL: [Dialect; 6] =
        [Self::Native, Self::Westlaw, Self::Lexis, Self::DtSearch, Self::Disco, Self::Nuix];

    pub fn name(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::Westlaw => "westlaw",
            Self::Lexis => "lexis",
            Self::DtSearch => "dtsearch",
            Self::Disco => "disco",
            Self::Nuix => "nuix",
        }
    }

    pub(super) fn space(self) -> Space {
        match self {
            Self::Native | Self::Lexis | Self::DtSearch => Space::Phrase,
            Self::Westlaw | Self::Disco => Space::Or,
            Self::Nuix => Space::And,
        }
    }

    /// Does `*` stand for exactly one character?
    pub(super) fn star_is_one(self) -> bool {
        matches!(self, Self::Westlaw | Self::Disco)
    }

    pub(super) fn has_question_mark(self) -> bool {
        !matches!(self, Self::Westlaw | Self::Disco)
    }

    pub(super) fn has_root_expander(self) -> bool {
        !matches!(self, Self::DtSearch | Self::Nuix)
    }

    pub(super) fn percent(self) -> Percent {
        match self {
            Self::Native => Percent::Edits,
            Self::DtSearch => Percent::Fuzzy,
            Self::Westlaw | Self::Disco => Percent::Not,
            Self::Lexis | Self::Nuix => Percent::Lacks,
        }
    }

    /// Is `&` between words AND?
    pub(super) fn ampersand_is_and(self) -> bool {
        matches!(self, Self::Westlaw | Self::Lexis | Self::Disco)
    }

    pub(super) fn has_units(self) -> bool {
        matches!(self, Self::Native | Self::Westlaw | Self::Lexis)
    }

    /// `+5` for `pre/5`.
    pub(super) fn has_plus(self) -> bool {
        matches!(self, Self::Westlaw | Self::Lexis)
    }

    pub(super) fn has_at_least(self) -> bool {
        matches!(self, Self::Native | Self::Westlaw | Self::Lexis)
    }

    /// NOT w/n.
    pub(super) fn has_not_near(self) -> bool {
        matches!(self, Self::Native | Self::Lexis | Self::DtSearch | Self::Nuix)
    }

    /// Are `AND NOT` and `AND` of one rank, from left to right?
    pub(super) fn not_is_with_and(self) -> bool {
        matches!(self, Self::DtSearch | Self::Disco | Self::Nuix)
    }

    pub(super) fn order(self) -> Order {
        match self {
            Self::Disco | Self::Nuix => Order::OrLast,
            _ => Order::OrFirst,
        }
    }

    /// Are wildcards wildcards also inside quotes?
    pub(super) fn wildcards_in_quotes(self) -> bool {
        !matches!(self, Self::Native | Self::Nuix)
    }
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Dialect {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|d| d.name().eq_ignore_ascii_case(name));
        found.or_else(|| name.eq_ignore_ascii_case("relativity").then_some(Self::DtSearch)).ok_or_else(|| {
            let names = Self::ALL.map(|d| format!("`{d}`")).join(", ");
            format!("unknown dialect `{name}`\nhint: one of {names}")
        })
    }
}
