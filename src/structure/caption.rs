//! Reads a caption: court, case number, parties, title.

use super::courts::{Court, court_of_caption};
use super::names::parties_of;
use crate::document::{Party, Role};
use crate::expression::expression;
use regex::Regex;
use std::sync::LazyLock;

/// A line at the front of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct FrontLine {
    pub text: String,
    pub page: usize,
    pub column: usize,
    pub top: f32,
    pub height: f32,
}

/// What a caption says.
#[derive(Clone, Debug, Default)]
pub(super) struct Caption {
    pub court: Option<Court>,
    pub case_number: Option<String>,
    pub parties: Vec<Party>,
    pub title: Option<String>,
}

struct Patterns {
    case_number: Regex,
    role: Regex,
    versus: Regex,
    matter: Regex,
    title: Regex,
    not_title: Regex,
    not_party: Regex,
}

impl Patterns {
    fn new() -> Option<Self> {
        let roles = "Plaintiffs?|Defendants?|Respondents?|Petitioners?|Appellants?|Appellees?|Claimants?|Counter-?claimants?|Intervenors?|Amic(?:us|i) Curiae|Real Part(?:y|ies) in Interest|Debtors?|Movants?|Third-Party (?:Plaintiffs?|Defendants?)";
        Some(Self {
            case_number: expression(r"(?i)\b(?:Case|Civil\s+Action|Civil\s+Case|Docket|Index|Civil|Cause|C\.?A\.?|Action|MDL|File|Master\s+File)\s*(?:Nos?\.?|Numbers?|\#)\s*:?\s*(?P<n>[A-Z0-9][A-Z0-9.:/–-]*\d[A-Z0-9:/–-]*(?:\s+\([A-Z]{2,4}\))*)|^\s*Nos?\.\s*(?P<m>\d[\w:/–-]+)|\b(?P<k>\d{1,2}:\d{2}-(?:cv|cr|mc|md|bk|mj)-\d{3,6}(?:-[A-Z]+)*)").ok()?,
            role: expression(&format!(r"(?i)^(?P<before>.*?)(?:^|[,;.]?\s+|,)(?P<role>{roles})(?:[-–—/, ]+(?:and\s+)?(?:{roles}))*\s*[.,;:]?\s*(?P<v>v\.?|vs\.?)?$")).ok()?,
            versus: expression(r"(?i)^[-–—\s]*(?:v|vs|versus|against|-against-)\.?[-–—\s:,]*$").ok()?,
            matter: expression(r"(?i)^in\s+the\s+matter\s+of\b:?\s*(?P<rest>.*)$").ok()?,
            title: expression(r"(?i)\b(?:COMPLAINT|ANSWER|MOTION|ORDER|MEMORANDUM|DECLARATION|AFFIDAVIT|NOTICE|STIPULATION|OPINION|BRIEF|PETITION|REPLY|RESPONSE|OPPOSITION|OBJECTIONS?|JUDGMENT|VERDICT|REPORT|STATEMENT|REQUEST|SUMMONS|SUBPOENA|TRANSCRIPT|EXHIBITS?|COUNTERCLAIMS?|DECISION|INJUNCTION|AGREEMENT|APPLICATION|CONSENT)\b").ok()?,
            not_title: expression(r"(?i)^(?:JURY\s+(?:TRIAL\s+)?DEMAND|DEMAND\s+FOR\s+(?:A\s+)?(?:JURY|TRIAL\s+BY)|TRIAL\s+BY\s+JURY|JUDGE|HON\.|DATE\b|TIME\b|DEPT|COURTROOM|\[?EXEMPT|ACTION\s+FILED|DOCKET|CASE|CIVIL\s+(?:ACTION|CASE)|NO\.|HEARING|COMPLAINT\s+FILED|TRIAL\s+DATE|ASSIGNED|REDACTED\s+VERSION|PUBLIC\s+VERSION|FILED\b|ECF\b)").ok()?,
            not_party: expression(r"(?i)\bCOURT\b|\bDIVISION\b|\bDISTRICT\s+OF\b|^FOR\s+THE\b|\bCOUNTY\s+OF\b|\bJURISDICTION\b|ATTORNEYS?\s+FOR|TELEPHONE|FACSIMILE|E-?MAIL|@|^BEFORE\s+THE\b|\bCASE\s+NO|\bBAR\s+NO|COMMISSIONERS?:|^UNITED STATES OF AMERICA$|^NOS?\.\s|\bCIRCUIT\b|\bTERM\b|^(?:ARGUED|DECIDED|FILED|SUBMITTED|ENTERED|DATED?)\b|\bCLERK\b|^CIVIL\s+(?:ACTION|CASE|NO)|\bDOCKET\b|^\(?(?:D\.C\.|DC)\s+NO|^PUBLISHED|^UNPUBLISHED|^NOT\s+FOR\s+PUBLICATION|^FOR\s+PUBLICATION|^PRECEDENTIAL|^[\d\s,./-]+$|^(?:JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)\s+\d").ok()?,
        })
    }
}

static PATTERNS: LazyLock<Option<Patterns>> = LazyLock::new(Patterns::new);

/// Reads the lines of a caption; what is not there stays empty.
pub(super) fn read_caption(lines: &[FrontLine]) -> Caption {
    let Some(patterns) = PATTERNS.as_ref() else { return Caption::default() };
    let cells: Vec<Cell> = lines.iter().flat_map(cells_of).collect();
    let left: Vec<&Cell> = cells.iter().filter(|c| !c.right).collect();
    let right: Vec<&Cell> = cells.iter().filter(|c| c.right).collect();
    let joined = left.iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join(" ");
    let court = court_of_caption(&joined);
    let agency = court.as_ref().is_some_and(|c| c.abbreviation == "F.T.C.");
    let parties = parties(patterns, &left, agency);
    Caption {
        case_number: case_number(patterns, &right).or_else(|| case_number(patterns, &left)),
        title: title(patterns, &right, true).or_else(|| title(patterns, &left, false)),
        parties,
        court,
    }
}

/// Does a line name a kind of court paper: complaint, motion, order?
pub(super) fn names_a_paper(text: &str) -> bool {
    PATTERNS.as_ref().is_some_and(|p| p.title.is_match(text) && !p.not_title.is_match(text))
        && text.len() < 200
}

/// The text of a line left or right of the caption's middle.
struct Cell {
    text: String,
    right: bool,
    page: usize,
    top: f32,
    height: f32,
}

fn cells_of(line: &FrontLine) -> Vec<Cell> {
    let cell = |text: &str, right: bool| Cell {
        text: text.trim().trim_start_matches([')', '|', '§', ':', ']']).trim().to_owned(),
        right,
        page: line.page,
        top: line.top,
        height: line.height,
    };
    if line.column > 0 || line.text.starts_with(')') {
        return vec![cell(&line.text, true)];
    }
    let split = [" ) ", " § ", " | ", "\t", " ] "].iter().find_map(|s| line.text.split_once(s));
    let cells = match split {
        Some((left, right)) => vec![cell(left, false), cell(right, true)],
        None => vec![cell(line.text.trim_end_matches([')', '§', '|']).trim_end_matches(" :"), false)],
    };
    cells.into_iter().filter(|c| !c.text.is_empty()).collect()
}

fn case_number(patterns: &Patterns, cells: &[&Cell]) -> Option<String> {
    cells.iter().find_map(|cell| {
        let captures = patterns.case_number.captures(&cell.text)?;
        let value = ["n", "m", "k"].iter().find_map(|g| captures.name(g))?;
        let value = value.as_str().trim_end_matches(['.', ',', '-', '(', ':']);
        (value.len() > 2).then(|| value.to_owned())
    })
}

/// The title's lines: from the first with a title's word on, without a gap between them.
fn title(patterns: &Patterns, cells: &[&Cell], beside: bool) -> Option<String> {
    let is_title = |text: &str| {
        patterns.title.is_match(text)
            && !patterns.not_title.is_match(text)
            && (beside || super::style::is_capitals(text))
    };
    let at = cells.iter().position(|c| is_title(&c.text))?;
    let mut first = at;
    while first > 0
        && goes_on(patterns, cells[first - 1], cells[first])
        && !patterns.case_number.is_match(&cells[first - 1].text)
    {
        first -= 1;
    }
    let mut last = at;
    while last + 1 < cells.len() && goes_on(patterns, cells[last], cells[last + 1]) {
        last += 1;
    }
    let words: Vec<&str> = cells[first..=last].iter().map(|c| c.text.as_str()).collect();
    Some(words.join(" ").trim_end_matches([',', ';']).to_owned())
}

fn goes_on(patterns: &Patterns, above: &Cell, below: &Cell) -> bool {
    let near = above.page == below.page && below.top - above.top < 2.6 * above.height.max(1.0);
    let title = |cell: &Cell| {
        !cell.text.is_empty()
            && !patterns.not_title.is_match(&cell.text)
            && !patterns.role.is_match(&cell.text)
    };
    let look = super::style::is_capitals(&above.text) == super::style::is_capitals(&below.text)
        || below.text.len() < 8;
    near && title(above) && title(below) && look && !patterns.versus.is_match(&above.text)
}

fn parties(patterns: &Patterns, cells: &[&Cell], agency: bool) -> Vec<Party> {
    let Some(start) = first_party_cell(patterns, cells) else { return Vec::new() };
    let mut parties = Vec::new();
    let mut buffer: Vec<&str> = Vec::new();
    let mut pending: Option<Role> = None;
    let matter = agency.then_some(Role::Respondent).or(Some(Role::Other));
    for (index, cell) in cells.iter().enumerate().skip(start) {
        let text = cell.text.as_str();
        if let Some(found) = patterns.matter.captures(text) {
            buffer.clear();
            buffer.extend(found.name("rest").map(|r| r.as_str()).filter(|r| !r.is_empty()));
            pending = matter;
        } else if patterns.versus.is_match(text) {
            flush(&mut buffer, Role::Plaintiff, &mut parties);
            pending = Some(Role::Defendant);
        } else if let Some(found) = patterns.role.captures(text).filter(|_| index > 0) {
            let before = found.name("before").map_or("", |b| b.as_str().trim_end());
            if before.ends_with(" for") || before.ends_with(" for the") {
                // Counsel's lines: those named represent the side.
                buffer.clear();
                continue;
            }
            buffer.extend(Some(before).filter(|b| !b.is_empty()));
            let role = found.name("role").map_or(Role::Other, |r| role_of(r.as_str()));
            flush(&mut buffer, role, &mut parties);
            pending = None;
        } else if ends_parties(patterns, cells, index, !parties.is_empty() || pending.is_some()) {
            break;
        } else {
            buffer.push(text);
        }
    }
    if let Some(role) = pending {
        flush(&mut buffer, role, &mut parties);
    }
    parties
}

/// After a title, or far below the last line, no party follows.
fn ends_parties(patterns: &Patterns, cells: &[&Cell], index: usize, begun: bool) -> bool {
    let Some(above) = index.checked_sub(1).map(|i| cells[i]) else { return false };
    let cell = cells[index];
    let gap = cell.page != above.page || cell.top - above.top > 6.0 * above.height.max(1.0);
    begun
        && (gap
            || patterns.title.is_match(&cell.text)
                && super::style::is_capitals(&cell.text)
                && !cell.text.ends_with(','))
}

fn flush(buffer: &mut Vec<&str>, role: Role, parties: &mut Vec<Party>) {
    let text = buffer.join(" ");
    buffer.clear();
    parties.extend(parties_of(&text, role));
}

/// The first line of the first party: back from its role or from `v.` to the court's lines.
fn first_party_cell(patterns: &Patterns, cells: &[&Cell]) -> Option<usize> {
    let matter = cells.iter().position(|c| patterns.matter.is_match(&c.text));
    let counsel = |c: &Cell| {
        c.text.to_lowercase().starts_with("attorney") || c.text.to_lowercase().starts_with("counsel")
    };
    let is_anchor =
        |c: &Cell| patterns.versus.is_match(&c.text) || patterns.role.is_match(&c.text) && !counsel(c);
    let court = cells
        .iter()
        .position(|c| court_name_line(&c.text))
        .filter(|at| cells[*at..].iter().any(|c| is_anchor(c)));
    let from = court.unwrap_or(0);
    let versus = cells[from..].iter().position(|c| is_anchor(c)).map(|at| at + from);
    if let Some(matter) = matter.filter(|m| versus.is_none_or(|v| *m < v)) {
        return Some(matter);
    }
    let anchor = versus?;
    let court_line = |cell: &Cell| patterns.not_party.is_match(&cell.text) && !is_party_like(&cell.text);
    let mut start = anchor;
    while start > 0 && !court_line(cells[start - 1]) && anchor - start < 40 {
        start -= 1;
    }
    Some(start)
}

/// `UNITED STATES DISTRICT COURT`, `SUPERIOR COURT OF …`: counsel's lines stand above it.
fn court_name_line(text: &str) -> bool {
    text.contains("COURT") && super::style::is_capitals(text) && !text.ends_with(',')
}

/// `COUNTY OF EXAMPLE,` is a party, not the court's county; `THE PEOPLE OF` goes on.
fn is_party_like(text: &str) -> bool {
    (text.ends_with(',') || text.ends_with("OF"))
        && !text.chars().any(|c| c.is_ascii_digit())
        && text.len() > 6
}

fn role_of(text: &str) -> Role {
    let text = text.to_lowercase();
    let roles = [
        ("third", Role::ThirdParty),
        ("counter", Role::Counterclaimant),
        ("plaintiff", Role::Plaintiff),
        ("claimant", Role::Plaintiff),
        ("defendant", Role::Defendant),
        ("respondent", Role::Respondent),
        ("petitioner", Role::Petitioner),
        ("appellant", Role::Appellant),
        ("appellee", Role::Appellee),
        ("amic", Role::Amicus),
    ];
    roles.iter().find(|(cue, _)| text.starts_with(cue)).map_or(Role::Other, |(_, role)| *role)
}
