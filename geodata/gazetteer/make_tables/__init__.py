"""Making the bundled tables of places anew from the packages that they rest on; not for run time.

    pip install -e '.[data]'
    npm pack iso3166-2-db@2.3.11 world-atlas@2.0.2    # and unpack each into a folder of its name
    python -m geodata.gazetteer.make_tables NPM_FOLDER

The same sources give the same bytes. What is written by hand stays in tables of its own
(`countries_hand.csv`, `unit_forms.csv`, `unit_words.csv`, `units_de_hand.csv`).
"""
