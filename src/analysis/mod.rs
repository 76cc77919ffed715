//! Pure analyses over a matter: claims, who said what, tensions, chronology, policy versions.
