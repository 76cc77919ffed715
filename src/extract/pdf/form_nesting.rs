//! Does a page's form contain itself? pdf-extract would follow it until the stack is gone.

use pdf_extract::content::Content;
use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream};
use std::collections::HashMap;

/// Deeper nesting than any real producer writes.
const MAX_DEPTH: usize = 24;

/// True where drawing the page's forms comes to an end within [`MAX_DEPTH`] levels.
pub(super) fn nests_safely(document: &Document, page: ObjectId) -> bool {
    let mut walk = Walk { document, open: Vec::new(), depths: HashMap::new(), steps: 0 };
    let Some(resources) = page_resources(document, page) else { return true };
    let names = forms_of(document, resources);
    if names.is_empty() {
        return true;
    }
    let content = document.get_page_content(page).unwrap_or_default();
    walk.content_is_safe(&content, resources)
}

struct Walk<'a> {
    document: &'a Document,
    /// Forms being drawn, from the outermost.
    open: Vec<ObjectId>,
    /// Forms known to be safe.
    depths: HashMap<ObjectId, bool>,
    steps: usize,
}

impl<'a> Walk<'a> {
    fn content_is_safe(&mut self, content: &[u8], resources: &'a Dictionary) -> bool {
        let forms = forms_of(self.document, resources);
        if forms.is_empty() {
            return true;
        }
        let Ok(content) = Content::decode(content) else { return true };
        let drawn = content.operations.iter().filter(|operation| operation.operator == "Do");
        let names: Vec<&[u8]> =
            drawn.filter_map(|operation| operation.operands.first()?.as_name().ok()).collect();
        names.iter().all(|name| {
            let form = forms.iter().find(|(key, _)| key == name);
            form.is_none_or(|(_, id)| self.form_is_safe(*id, resources))
        })
    }

    fn form_is_safe(&mut self, id: ObjectId, around: &'a Dictionary) -> bool {
        self.steps += 1;
        if self.open.contains(&id) || self.open.len() >= MAX_DEPTH || self.steps > 20_000 {
            return false;
        }
        if let Some(safe) = self.depths.get(&id) {
            return *safe;
        }
        let Some(form) = self.document.get_object(id).ok().and_then(|object| object.as_stream().ok()) else {
            return true;
        };
        let own =
            form.dict.get_deref(b"Resources", self.document).ok().and_then(|object| object.as_dict().ok());
        self.open.push(id);
        let safe = self.content_is_safe(&content_of(form), own.unwrap_or(around));
        self.open.pop();
        self.depths.insert(id, safe);
        safe
    }
}

fn content_of(form: &Stream) -> Vec<u8> {
    form.decompressed_content().unwrap_or_else(|_| form.content.clone())
}

fn page_resources(document: &Document, page: ObjectId) -> Option<&Dictionary> {
    let mut node = document.get_dictionary(page).ok()?;
    for _ in 0..64 {
        if let Ok(resources) = node.get_deref(b"Resources", document) {
            return resources.as_dict().ok();
        }
        node = document.get_dictionary(node.get(b"Parent").ok()?.as_reference().ok()?).ok()?;
    }
    None
}

/// Name and object of every form XObject in a resource dictionary.
fn forms_of<'a>(document: &'a Document, resources: &'a Dictionary) -> Vec<(&'a [u8], ObjectId)> {
    let Some(objects) =
        resources.get_deref(b"XObject", document).ok().and_then(|object| object.as_dict().ok())
    else {
        return Vec::new();
    };
    let is_form = |object: &Object| {
        let stream = document.dereference(object).ok().and_then(|(_, object)| object.as_stream().ok());
        stream.is_some_and(|s| {
            s.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name != b"Image")
        })
    };
    objects
        .iter()
        .filter(|(_, object)| is_form(object))
        .filter_map(|(name, object)| Some((name.as_slice(), object.as_reference().ok()?)))
        .collect()
}
