"""Pictures of the guides; see `bench/guide_pictures.py`."""
