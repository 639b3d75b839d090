//! The hash map of the crate: like the standard one, with a hash that costs a fraction and is seeded anew in each run.
//! Nothing depends on the order in which a map is walked.

/// A hash map.
pub type HashMap<K, V> = std::collections::HashMap<K, V, foldhash::fast::RandomState>;

/// A hash set.
pub type HashSet<T> = std::collections::HashSet<T, foldhash::fast::RandomState>;

/// A hash map that keeps the order in which keys were added.
pub type IndexMap<K, V> = indexmap::IndexMap<K, V, foldhash::fast::RandomState>;
