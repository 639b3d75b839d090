//! What refers to what: of each text that is a valid record its kind, its id, and what it names, by the id of its content. So the
//! records round a change are found without reading the others.

use std::ops::Range;

use super::{Document, id_of_path};
use crate::hash::{HashMap, IndexMap};
use crate::record::{Data, Evidence, Id, Kind, Whereabouts};
use crate::schema::{What, shape};
use crate::source::ContentId;

/// A name that records have or use, by its position in the graph.
pub(super) type Name = u32;

/// What is known of a text. The names are those of the graph that it is from.
#[derive(Debug, Clone)]
pub(super) struct Node {
    /// Its kind, where the text says it.
    pub kind: Option<Kind>,
    /// Its id as it is written.
    pub id: Name,
    /// Its id in lower case.
    pub key: Name,
    /// What it refers to, in the list of the graph.
    cited: Range<u32>,
}

/// A node, by its position in the graph.
pub(super) type Place = u32;

/// What is known of many texts.
#[derive(Debug, Default)]
pub(super) struct Graph {
    names: Names,
    /// What the nodes refer to, one after the other: ids in lower case, and paths of files behind a slash.
    cited: Vec<Name>,
    nodes: Vec<Node>,
    /// The nodes of the contents that are known.
    places: HashMap<ContentId, Place>,
}

impl Graph {
    /// Where it says what is known of a content.
    pub fn place(&self, id: &ContentId) -> Option<Place> {
        self.places.get(id).copied()
    }

    /// What it says there.
    pub fn at(&self, place: Place) -> &Node {
        &self.nodes[place as usize]
    }

    /// Whether it knows a record of a kind.
    pub fn has_any(&self, kind: Kind) -> bool {
        self.nodes.iter().any(|node| node.kind == Some(kind))
    }

    /// How many contents are known.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// What a node refers to: ids in lower case, and paths of files behind a slash.
    pub fn cited(&self, node: &Node) -> &[Name] {
        self.cited.get(node.cited.start as usize..node.cited.end as usize).unwrap_or_default()
    }

    /// The text of a name.
    pub fn text(&self, name: Name) -> &str {
        self.names.text(name)
    }

    /// How many names there are.
    pub fn names(&self) -> usize {
        self.names.len()
    }

    /// The name of a text.
    pub fn name(&mut self, text: &str) -> Name {
        self.names.name(text)
    }

    /// Adds what is to be known of a file that was read. Until it is [kept](Self::keep), it is that of no content.
    pub fn node(&mut self, path: &str, document: &Document) -> Place {
        let facts = Facts::of(path, document);
        let cited = facts.cited.iter().map(|cited| self.name(cited)).collect();
        self.new_node(facts.kind, &facts.id, cited)
    }

    /// Adds what is to be known of a file that was not read.
    pub fn unread(&mut self, path: &str) -> Place {
        self.new_node(None, id_of_path(path, None), Vec::new())
    }

    fn new_node(&mut self, kind: Option<Kind>, id: &str, cited: Vec<Name>) -> Place {
        let start = self.cited.len() as u32;
        self.cited.extend(cited);
        let (id, key) = (self.name(id), self.name(&id.to_lowercase()));
        self.nodes.push(Node { kind, id, key, cited: start..self.cited.len() as u32 });
        (self.nodes.len() - 1) as Place
    }

    /// Whether a node says of a file what the file says.
    pub fn is_right(&self, node: &Node, path: &str, document: &Document) -> bool {
        let facts = Facts::of(path, document);
        let cited = self.cited(node).iter().map(|name| self.text(*name));
        node.kind == facts.kind
            && self.text(node.id) == facts.id
            && self.text(node.key) == facts.id.to_lowercase()
            && cited.eq(facts.cited.iter().map(String::as_str))
    }

    /// Keeps a node as what is to be known of a content.
    pub fn keep(&mut self, id: ContentId, place: Place) {
        self.places.insert(id, place);
    }

    /// The same with nothing but some contents.
    pub fn only<'i>(&self, ids: impl Iterator<Item = &'i ContentId>) -> Graph {
        let mut graph = Graph::default();
        for id in ids {
            let Some(node) = self.place(id).map(|place| self.at(place)) else { continue };
            let cited = self.cited(node).iter().map(|name| graph.name(self.text(*name))).collect();
            let place = graph.new_node(node.kind, self.text(node.id), cited);
            graph.keep(*id, place);
        }
        graph
    }
}

/// What a text says of itself, in words.
struct Facts {
    kind: Option<Kind>,
    id: String,
    cited: Vec<String>,
}

impl Facts {
    fn of(path: &str, document: &Document) -> Facts {
        let id = document.own_id().unwrap_or_else(|| id_of_path(path, document.kind)).to_owned();
        let mut cited = cited(document).into_vec();
        cited.extend(document.data.as_ref().map(planned).unwrap_or_default());
        let evidence = document.data.as_ref().and_then(Data::evidence);
        if let Some(Whereabouts::File(path)) = evidence.and_then(Evidence::whereabouts) {
            cited.push(file_name(path));
        }
        Facts { kind: document.kind, id, cited }
    }
}

/// The audits, in lower case, that need not be there yet: of a schedule, and those that items are carried to.
fn planned(data: &Data) -> Vec<String> {
    let lowered = |id: &Id| id.as_str().to_lowercase();
    match data {
        Data::Programme(programme) => programme.schedule.iter().map(|line| lowered(&line.audit)).collect(),
        Data::Workpaper(workpaper) => {
            workpaper.items.iter().filter_map(|item| item.carry_to.as_ref().map(lowered)).collect()
        }
        _ => Vec::new(),
    }
}

/// How a file that is no record is named.
pub(super) fn file_name(path: &str) -> String {
    format!("/{path}")
}

/// The records that a document refers to, by their ids in lower case.
fn cited(document: &Document) -> Box<[String]> {
    let mut ids = Vec::new();
    if let (Some(root), Some(kind)) = (&document.root, document.kind) {
        shape(kind).walk(root, &mut |shape, node| {
            let (What::Reference(reference), Some(text)) = (&shape.what, node.as_text()) else { return };
            ids.extend(reference.record_id(text).map(str::to_lowercase));
        });
    }
    ids.sort();
    ids.dedup();
    ids.into()
}

/// Names by their positions: those that were read, which are sorted, and behind them those that came later.
#[derive(Debug, Default)]
struct Names {
    text: String,
    /// Where each of the sorted names ends.
    ends: Vec<u32>,
    later: IndexMap<Box<str>, ()>,
}

impl Names {
    fn len(&self) -> usize {
        self.ends.len() + self.later.len()
    }

    fn text(&self, name: Name) -> &str {
        let position = name as usize;
        match position.checked_sub(self.ends.len()) {
            Some(later) => self.later.get_index(later).map_or("", |(text, ())| text),
            None => self.sorted(position),
        }
    }

    fn sorted(&self, position: usize) -> &str {
        let start = position.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        let end = self.ends.get(position).map_or(start, |end| *end as usize);
        self.text.get(start..end).unwrap_or_default()
    }

    fn name(&mut self, text: &str) -> Name {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = low + (high - low) / 2;
            match self.sorted(middle).cmp(text) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return middle as Name,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        let later = self.later.get_index_of(text);
        let later = later.unwrap_or_else(|| self.later.insert_full(text.into(), ()).0);
        (self.ends.len() + later) as Name
    }
}

/// How a kind that no text says is written.
const NO_KIND: u8 = u8::MAX;

impl Graph {
    /// The graph as bytes: numbers of four bytes, the names in their order, and the nodes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut order: Vec<Name> = (0..self.names() as Name).collect();
        order.sort_unstable_by_key(|name| self.text(*name));
        let mut position = vec![0; order.len()];
        (0..).zip(&order).for_each(|(at, name)| position[*name as usize] = at);
        let mut bytes = Vec::new();
        let mut put = |number: u32| bytes.extend(number.to_le_bytes());
        [order.len() as u32, self.len() as u32].into_iter().for_each(&mut put);
        order.iter().for_each(|name| put(self.text(*name).len() as u32));
        order.iter().for_each(|name| bytes.extend(self.text(*name).as_bytes()));
        for (id, place) in &self.places {
            let node = self.at(*place);
            let cited = self.cited(node);
            bytes.extend(id);
            bytes.push(node.kind.map_or(NO_KIND, |kind| kind as u8));
            let names =
                [node.id, node.key].into_iter().chain(cited.iter().copied()).map(|name| position[name as usize]);
            for number in std::iter::once(cited.len() as u32).chain(names) {
                bytes.extend(number.to_le_bytes());
            }
        }
        bytes
    }

    /// The graph of these bytes; `None` where they are none.
    pub fn from_bytes(bytes: &[u8]) -> Option<Graph> {
        let mut rest = Rest(bytes);
        let (names, nodes) = (rest.number()?, rest.number()?);
        let mut graph = Graph::default();
        let (lengths, mut end) = (rest.take((names as usize).checked_mul(NUMBER)?)?, 0_u32);
        for length in lengths.chunks_exact(NUMBER) {
            end = end.checked_add(Rest(length).number()?)?;
            graph.names.ends.push(end);
        }
        graph.names.text = std::str::from_utf8(rest.take(end as usize)?).ok()?.to_owned();
        graph.cited.reserve(bytes.len() / 16);
        let most = (nodes as usize).min(bytes.len() / size_of::<ContentId>());
        graph.nodes.reserve(most);
        graph.places.reserve(most);
        for place in 0..nodes {
            let id = rest.take(size_of::<ContentId>())?.try_into().ok()?;
            let node = graph.read_node(&mut rest)?;
            graph.nodes.push(node);
            graph.keep(id, place);
        }
        rest.0.is_empty().then_some(graph)
    }

    fn read_node(&mut self, rest: &mut Rest<'_>) -> Option<Node> {
        let kind = match *rest.take(1)?.first()? {
            NO_KIND => None,
            kind => Some(*Kind::ALL.get(kind as usize)?),
        };
        let count = rest.number()?;
        let all = self.names.len() as u32;
        let name = |bytes: &[u8]| Rest(bytes).number().filter(|name| *name < all);
        let (id, key) = (name(rest.take(NUMBER)?)?, name(rest.take(NUMBER)?)?);
        let start = self.cited.len() as u32;
        for bytes in rest.take((count as usize).checked_mul(NUMBER)?)?.chunks_exact(NUMBER) {
            self.cited.push(name(bytes)?);
        }
        Some(Node { kind, id, key, cited: start..self.cited.len() as u32 })
    }
}

const NUMBER: usize = size_of::<u32>();

/// Bytes that have not been looked at yet.
struct Rest<'b>(&'b [u8]);

impl<'b> Rest<'b> {
    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(NUMBER)?.try_into().ok()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::content_id;

    const TEXTS: [&str; 3] =
        ["kind: finding\nid: F-1\naudit: IA-Ä\nevidence: [E-1, e-1]\n", "kind: evidence\nid: E-1\n", "kind: nothing\n"];

    fn graph() -> Graph {
        let mut graph = Graph::default();
        for text in TEXTS {
            let place = graph.node("x/y.yaml", &Document::read(text.as_bytes()));
            graph.keep(content_id(text.as_bytes()), place);
        }
        graph
    }

    fn is_right(graph: &Graph) -> bool {
        TEXTS.iter().all(|text| {
            let place = graph.place(&content_id(text.as_bytes()));
            place.is_some_and(|at| graph.is_right(graph.at(at), "x/y.yaml", &Document::read(text.as_bytes())))
        })
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut graph = graph();
        for _ in 0..2 {
            assert!(is_right(&graph));
            let again = Graph::from_bytes(&graph.to_bytes()).expect("its own bytes");
            assert_eq!((again.len(), again.names()), (3, graph.names()));
            graph = again;
            // Names that come later stand behind the sorted ones.
            let place = graph.node("a.yaml", &Document::read(b"kind: finding\nid: A\naudit: IA-0\n"));
            graph.keep(content_id(b"a"), place);
            graph = graph.only(TEXTS.map(|text| content_id(text.as_bytes())).iter());
            assert_eq!(graph.len(), 3);
        }
        let node = graph.at(graph.place(&content_id(TEXTS[0].as_bytes())).expect("a node"));
        let cited: Vec<&str> = graph.cited(node).iter().map(|name| graph.text(*name)).collect();
        assert_eq!((cited, graph.text(node.key)), (vec!["e-1", "ia-ä"], "f-1"));
    }

    #[test]
    fn bytes_that_are_cut_off_or_damaged_are_no_graph_or_a_harmless_one() {
        let bytes = graph().to_bytes();
        for length in 0..bytes.len() {
            assert!(Graph::from_bytes(&bytes[..length]).is_none(), "{length}");
        }
        for at in 0..bytes.len() {
            let mut bytes = bytes.clone();
            bytes[at] ^= 0x81;
            if let Some(graph) = Graph::from_bytes(&bytes) {
                graph.nodes.iter().for_each(|node| assert!(graph.cited(node).len() < 9));
                let _ = graph.to_bytes();
            }
        }
    }
}
