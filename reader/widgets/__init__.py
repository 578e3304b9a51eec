"""The parts a screen is put together from; siblings never meet."""
