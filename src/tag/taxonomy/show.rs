//! A concept as `taxonomy show` prints it.

use super::Concept;
use std::fmt;

impl fmt::Display for Concept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}  {}", self.id, self.name)?;
        writeln!(f, "{}", self.meaning)?;
        self.write_facts(f)?;
        list(f, "patterns", &self.patterns)?;
        list(f, "in a list of data also", &self.in_list)?;
        list(f, "not where it touches", &self.vetoes)?;
        list(f, "takes the place of", &self.parents)?;
        if self.negative {
            writeln!(f, "a failing in itself: negations inside belong to it")?;
        }
        list(f, "matches", &self.matches)?;
        list(f, "does not match", &self.rejects)?;
        writeln!(f, "defined in {}", self.file)
    }
}

impl Concept {
    fn write_facts(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let facts = &self.facts;
        list(f, "also called", &facts.called)?;
        line(f, "a count of deception may plead it", facts.deception.then_some("yes"))?;
        list(f, "citations", &facts.citations)?;
        list(f, "elements", &facts.elements)?;
        let remedies: Vec<String> =
            facts.remedies.iter().map(|r| format!("{} [{}]", r.text, source_name(&r.source))).collect();
        list(f, "remedies", &remedies)?;
        list(f, "defined terms", &facts.defined_terms)?;
        line(f, "CCPA category, Cal. Civ. Code § 1798.140(v)(1)", facts.ccpa.as_deref())?;
        line(f, "sensitive, § 1798.140(ae)", facts.sensitive.map(|yes| if yes { "yes" } else { "no" }))?;
        line(f, "GDPR", facts.gdpr.as_deref())?;
        line(f, "OPP-115", facts.opp115.as_deref())?;
        line(f, "attested by", facts.attests.as_deref())?;
        line(f, "proves", facts.proves.as_deref())?;
        line(f, "does not prove", facts.does_not_prove.as_deref())?;
        line(f, "validity", facts.validity.as_deref())?;
        list(f, "request", &facts.request)?;
        line(f, "statute", facts.statute.as_deref())?;
        line(f, "courts ask", facts.court_test.as_deref())
    }
}

/// How well a remedy is checked, in words.
fn source_name(source: &str) -> &str {
    match source {
        "V" => "read in the source",
        "S" => "secondary source",
        other => other,
    }
}

fn line(f: &mut fmt::Formatter<'_>, name: &str, value: Option<&str>) -> fmt::Result {
    value.map_or(Ok(()), |value| writeln!(f, "{name}: {value}"))
}

fn list(f: &mut fmt::Formatter<'_>, name: &str, values: &[String]) -> fmt::Result {
    if values.is_empty() {
        return Ok(());
    }
    writeln!(f, "{name}:")?;
    values.iter().try_for_each(|value| writeln!(f, "  {value}"))
}
