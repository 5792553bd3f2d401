"""Schauplatz: news articles in, a map that proves every mark out."""
