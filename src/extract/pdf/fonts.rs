//! Bold and italic by the fonts' dictionaries.
//!
//! A drawn glyph knows its font program, not its font's name. So the fonts that a page names are
//! loaded once, and the glyphs of the bold and italic ones are remembered.

use super::glyph::is_readable;
use hayro_font::{FontCache, FontGlyph};
use hayro_interpret::InterpreterSettings;
use hayro_interpret::font::{GlyphIdentifier, OutlineGlyph};
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, ObjectIdentifier, Stream};
use hayro_interpret::hayro_syntax::page::{Page, Resources};
use skrifa::{FontRef, MetadataProvider};
use std::collections::{HashMap, HashSet};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    pub bold: bool,
    pub italic: bool,
}

/// Styles of the glyphs seen in one file, and the letters of fonts that do not tell them to the PDF.
#[derive(Default)]
pub(super) struct StyleBook<'a> {
    glyphs: HashMap<GlyphIdentifier, Style>,
    /// Of each embedded font program: glyph number to character.
    letters: HashMap<u128, HashMap<u32, char>>,
    seen: HashSet<ObjectIdentifier>,
    fonts: FontCache<'a>,
}

/// Forms inside forms are searched for fonts to this depth.
const MAX_DEPTH: u32 = 4;
/// Flags of a font descriptor (PDF 32000-1, table 123).
const ITALIC: i32 = 1 << 6;
const FORCE_BOLD: i32 = 1 << 18;

impl<'a> StyleBook<'a> {
    /// Notes the styles of the fonts that a page names.
    pub fn note_page(&mut self, page: &Page<'a>, settings: &InterpreterSettings) {
        self.note_resources(page.resources(), settings, 0);
    }

    fn note_resources(&mut self, resources: &Resources<'a>, settings: &InterpreterSettings, depth: u32) {
        for name in resources.fonts.keys() {
            if let Some(font) = resources.fonts.get::<Dict<'a>>(&name) {
                self.note_font(&font, settings);
            }
        }
        if depth == MAX_DEPTH {
            return;
        }
        for name in resources.x_objects.keys() {
            let Some(form) = resources.x_objects.get::<Stream<'a>>(&name) else { continue };
            if !self.seen.insert(form.obj_id()) {
                continue;
            }
            if let Some(own) = form.dict().get::<Dict<'a>>(b"Resources") {
                self.note_resources(&Resources::new(own), settings, depth + 1);
            }
        }
    }

    fn note_font(&mut self, dict: &Dict<'a>, settings: &InterpreterSettings) {
        let style = style_of_font(dict);
        let composite =
            dict.get::<Name<'_>>(b"Subtype").is_none_or(|kind| matches!(kind.as_str(), "Type0" | "Type3"));
        if style == Style::default() || composite || dict.obj_id().is_some_and(|id| !self.seen.insert(id)) {
            return;
        }
        let Some(font) = self.fonts.font(dict, &settings.font_resolver, &settings.cmap_resolver) else {
            return;
        };
        for code in 0..=255 {
            if let FontGlyph::Outline(glyph) = font.glyph(font.map_code(code), code) {
                self.glyphs.insert(glyph.identifier(), style);
            }
        }
    }

    /// The style of a drawn glyph.
    pub fn style_of(&mut self, glyph: &OutlineGlyph) -> Style {
        *self.glyphs.entry(glyph.identifier()).or_insert_with(|| {
            glyph.font_data().map_or_else(Style::default, |font| {
                let named = style_of_name(font.postscript_name.as_deref().unwrap_or_default());
                Style {
                    bold: named.bold || font.weight.is_some_and(|weight| weight >= 600),
                    italic: named.italic || font.is_italic,
                }
            })
        })
    }
}

impl StyleBook<'_> {
    /// The character that an embedded font itself gives to a glyph that the PDF leaves unnamed.
    pub fn letter_of(&mut self, glyph: &OutlineGlyph) -> Option<char> {
        let font = glyph.font_data()?;
        let data = &font.data;
        let letters = self.letters.entry(font.cache_key).or_insert_with(|| letters_of((**data).as_ref()));
        letters.get(&glyph.glyph_id().to_u32()).copied()
    }
}

/// A font's character map turned around; of two characters for one glyph the lower.
fn letters_of(data: &[u8]) -> HashMap<u32, char> {
    let mut letters: HashMap<u32, char> = HashMap::new();
    let Ok(font) = FontRef::from_index(data, 0) else { return letters };
    for (code, glyph) in font.charmap().mappings().take(70_000) {
        let Some(c) = char::from_u32(code).filter(|c| is_readable(*c)) else { continue };
        let known = letters.entry(glyph.to_u32()).or_insert(c);
        *known = (*known).min(c);
    }
    letters
}

fn style_of_font(dict: &Dict<'_>) -> Style {
    let name = |dict: &Dict<'_>, key: &[u8]| {
        dict.get::<Name<'_>>(key).map(|n| n.as_str().to_owned()).unwrap_or_default()
    };
    let mut style = style_of_name(&name(dict, b"BaseFont"));
    let descendant =
        dict.get::<Array<'_>>(b"DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
    let described = descendant.as_ref().unwrap_or(dict).get::<Dict<'_>>(b"FontDescriptor");
    if let Some(descriptor) = described {
        let flags = descriptor.get::<i32>(b"Flags").unwrap_or(0);
        let named = style_of_name(&name(&descriptor, b"FontName"));
        let heavy = descriptor.get::<f32>(b"FontWeight").is_some_and(|weight| weight >= 600.0);
        style.bold |= named.bold || heavy || flags & FORCE_BOLD != 0;
        style.italic |= named.italic || flags & ITALIC != 0;
    }
    style
}

/// Bold and italic by the words of a font's name.
fn style_of_name(name: &str) -> Style {
    let name = name.to_ascii_lowercase();
    Style {
        bold: ["bold", "black", "heavy", "demi"].iter().any(|word| name.contains(word)),
        italic: ["italic", "oblique"].iter().any(|word| name.contains(word)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_font_names_tell_bold_and_italic() {
        let style = |name| {
            let Style { bold, italic } = style_of_name(name);
            (bold, italic)
        };
        assert_eq!(style("ABCDEF+TimesNewRomanPS-BoldMT"), (true, false));
        assert_eq!(style("Arial,BoldItalic"), (true, true));
        assert_eq!(style("Helvetica-Oblique"), (false, true));
        assert_eq!(style("CenturySchoolbook"), (false, false));
    }
}
