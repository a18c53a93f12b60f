"""Programs around clients that no one here wrote."""
