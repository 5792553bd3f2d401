"""The Folium map: base map, layers, escaping."""
