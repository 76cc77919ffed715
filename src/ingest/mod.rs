//! Walking, hashing, containers.
