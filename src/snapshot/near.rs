//! Which records a change may break, and what these are judged beside: found by what refers to what.

use super::graph::{Graph, Name, Node};
use crate::record::Kind;

/// Which kind answers which, or is a part of it: records of the two are judged beside each other, whichever of them changes.
const BOUND: &[(Kind, Kind)] = &[
    (Kind::Action, Kind::Finding),
    (Kind::Action, Kind::Action),
    (Kind::Finding, Kind::Audit),
    (Kind::Workpaper, Kind::Audit),
    (Kind::Evidence, Kind::Evidence),
];

/// What of the records that stand beside a judged one has a say in its judgement as well: the audit of a finding, the evidence
/// of a workpaper, the managers of a person.
const FOLLOWED: &[(Kind, Kind)] =
    &[(Kind::Finding, Kind::Audit), (Kind::Workpaper, Kind::Evidence), (Kind::Person, Kind::Person)];

/// Kinds that are beside every judgement.
const ALWAYS: &[Kind] = &[Kind::Isms, Kind::Catalogue, Kind::Soa, Kind::Programme];

/// What is changed.
#[derive(Debug, Default)]
pub(super) struct Touched {
    /// Positions of the records that are new or not what they were.
    pub now: Vec<usize>,
    /// The changed records as they were.
    pub before: Vec<Node>,
    /// The changed files that are no records.
    pub files: Vec<Name>,
}

/// The records round a change, by their positions.
#[derive(Debug)]
pub(super) struct Round {
    /// What the change touches or may break.
    pub judged: Vec<bool>,
    /// That, and what it is judged beside.
    pub near: Vec<bool>,
}

/// A set of kinds; that a text does not say its kind is one more.
type Kinds = u16;

/// For each name the kinds of the records that are looked from.
struct Marks(Vec<Kinds>);

impl Marks {
    fn new(names: usize) -> Self {
        Self(vec![0; names])
    }

    fn add(&mut self, name: Name, kinds: Kinds) {
        if let Some(marked) = self.0.get_mut(name as usize) {
            *marked |= kinds;
        }
    }

    fn of(&self, name: Name) -> Kinds {
        self.0.get(name as usize).copied().unwrap_or_default()
    }
}

impl Round {
    /// Of all records those round a change.
    pub(super) fn of(graph: &Graph, nodes: &[&Node], touched: &Touched) -> Round {
        let judged = judged(graph, nodes, touched);
        let mut near: Vec<bool> =
            nodes.iter().zip(&judged).map(|(node, judged)| *judged || is_one_of(ALWAYS, node.kind)).collect();
        // What the changed records were beside is what they were judged beside.
        let now = nodes.iter().zip(&judged).filter(|(_, judged)| **judged).map(|(node, _)| *node);
        let mut from: Vec<&Node> = now.chain(&touched.before).collect();
        // The first time all references are followed, and then those that may have a say.
        let mut follows: fn(Option<Kind>) -> Kinds = |_| Kinds::MAX;
        while !from.is_empty() {
            let found = beside(graph, nodes, &from, follows);
            let new = found.into_iter().filter(|&position| !std::mem::replace(&mut near[position], true));
            from = new.map(|position| nodes[position]).collect();
            follows = |kind| kinds(FOLLOWED, |(_, to)| Some(to) == kind, |(from, _)| from);
        }
        Round { judged, near }
    }
}

/// What a change touches, what refers to it, and what it answers or is a part of.
fn judged(graph: &Graph, nodes: &[&Node], touched: &Touched) -> Vec<bool> {
    let (mut named, mut bound) = (Marks::new(graph.names()), Marks::new(graph.names()));
    for node in touched.now.iter().filter_map(|&position| nodes.get(position).copied()).chain(&touched.before) {
        named.add(node.key, Kinds::MAX);
        graph.cited(node).iter().for_each(|cited| bound.add(*cited, bit(node.kind)));
    }
    touched.files.iter().for_each(|file| named.add(*file, Kinds::MAX));
    let below = below(graph, nodes, &named);
    let is_judged = |node: &&Node| {
        let is_audit = node.kind == Some(Kind::Audit);
        named.of(node.key) != 0
            || is_audit && graph.cited(node).iter().any(|cited| below.of(*cited) != 0)
            || graph.cited(node).iter().any(|cited| named.of(*cited) != 0)
            || bound.of(node.key) & kinds(BOUND, |(_, to)| Some(to) == node.kind, |(from, _)| from) != 0
    };
    let mut judged: Vec<bool> = nodes.iter().map(is_judged).collect();
    touched.now.iter().for_each(|&position| judged[position] = true);
    judged
}

/// The persons who report to a changed one, however many steps below: who is above whom matters to who audits whom.
fn below(graph: &Graph, nodes: &[&Node], named: &Marks) -> Marks {
    let (mut below, person) = (Marks::new(graph.names()), bit(Some(Kind::Person)));
    let people: Vec<&&Node> = nodes.iter().filter(|node| node.kind == Some(Kind::Person)).collect();
    people.iter().filter(|node| named.of(node.key) != 0).for_each(|node| below.add(node.key, person));
    loop {
        let is_new =
            |node: &&&&Node| below.of(node.key) == 0 && graph.cited(node).iter().any(|cited| below.of(*cited) != 0);
        let found: Vec<Name> = people.iter().filter(is_new).map(|node| node.key).collect();
        if found.is_empty() {
            return below;
        }
        found.into_iter().for_each(|name| below.add(name, person));
    }
}

/// What stands beside some records: what they refer to, where that is followed, what is bound to them, and what has their ids.
fn beside(graph: &Graph, nodes: &[&Node], from: &[&Node], follows: fn(Option<Kind>) -> Kinds) -> Vec<usize> {
    let (mut cited, mut asked) = (Marks::new(graph.names()), Marks::new(graph.names()));
    for node in from {
        graph.cited(node).iter().for_each(|name| cited.add(*name, bit(node.kind)));
        asked.add(node.key, bit(node.kind));
    }
    let is_beside = |node: &Node| {
        let answered = kinds(BOUND, |(from, _)| Some(from) == node.kind, |(_, to)| to);
        asked.of(node.key) != 0
            || cited.of(node.key) & follows(node.kind) != 0
            || graph.cited(node).iter().any(|name| asked.of(*name) & answered != 0)
    };
    (0..nodes.len()).filter(|&position| is_beside(nodes[position])).collect()
}

fn bit(kind: Option<Kind>) -> Kinds {
    1 << kind.map_or(Kind::ALL.len(), |kind| kind as usize)
}

fn is_one_of(kinds: &[Kind], kind: Option<Kind>) -> bool {
    kind.is_some_and(|kind| kinds.contains(&kind))
}

/// One side of the pairs of a table whose other side fits.
fn kinds(table: &[(Kind, Kind)], fits: impl Fn((Kind, Kind)) -> bool, side: impl Fn((Kind, Kind)) -> Kind) -> Kinds {
    table.iter().filter(|pair| fits(**pair)).fold(0, |all, pair| all | bit(Some(side(*pair))))
}
