// What the histogram says of days and numbers. The browser's Intl holds the same CLDR data as
// Babel on the server; asking it here spares a text for each bar.

const DAY_MS = 86400000;
// Narrow and unbroken, as in the page.
const GROUP_SPACE = "\u202f";

const asDate = (iso) => new Date(`${iso}T00:00:00Z`);
const dayBefore = (iso) => new Date(asDate(iso) - DAY_MS).toISOString().slice(0, 10);
const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, GROUP_SPACE);

const DATE_PARTS = {
  day: { day: "numeric", month: "short", year: "numeric" },
  week: { day: "numeric", month: "short", year: "numeric" },
  month: { month: "short", year: "numeric" },
  year: { year: "numeric" },
};
const LABEL_PARTS = {
  day: { day: "numeric", month: "short" },
  week: { day: "numeric", month: "short", year: "2-digit" },
  month: { month: "short", year: "numeric" },
  year: { year: "numeric" },
};

class Words {
  constructor(data) {
    this.data = data;
    const format = (parts) => new Intl.DateTimeFormat(data.language, { ...parts, timeZone: "UTC" });
    this.dates = format(DATE_PARTS[data.unit]);
    this.exact = format(DATE_PARTS.day);
    this.labels = format(LABEL_PARTS[data.unit]);
  }

  label(bar) {
    return this.labels.format(asDate(this.data.edges[bar]));
  }

  /** The days of the bars from `first` to `last`, as `5.–7. Jan. 2022`. */
  days([first, last]) {
    const { edges } = this.data;
    return this.dates.formatRange(asDate(edges[first]), asDate(dayBefore(edges[last + 1])));
  }

  /** A range as it was chosen, which may begin or end within a bar. */
  range([first, last], [from, to]) {
    const { edges } = this.data;
    const start = asDate(from ?? edges[first]);
    return this.exact.formatRange(start, asDate(to ?? dayBefore(edges[last + 1])));
  }

  /** The day at one edge of the choice: its first or its last. */
  edge(bar, isLast) {
    const { edges, unit } = this.data;
    const iso = isLast && unit === "week" ? dayBefore(edges[bar + 1]) : edges[bar];
    return this.dates.format(asDate(iso));
  }

  /** How many incidents of each kind the bars have; kinds without any are left out. */
  sums([first, last]) {
    return this.data.kinds
      .map((kind) => ({
        ...kind,
        count: kind.counts.slice(first, last + 1).reduce((sum, one) => sum + one, 0),
      }))
      .filter((kind) => kind.count > 0);
  }

  /** Days and sums in words, for those who hear them. */
  spoken(choice) {
    const told = this.sums(choice).map((kind) => `${kind.label} ${grouped(kind.count)}`);
    return `${this.days(choice)}: ${told.join(", ") || "0"}`;
  }
}
