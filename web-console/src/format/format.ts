import type { Language } from "../preferences";

/** An amount in integer nano-units of a currency. */
export type Money = { nano: number; currency: string };

export type Format = ReturnType<typeof formatIn>;

/** How numbers, money and time look in a language: the only place that decides it. What is not known is a dash. */
export function formatIn(language: Language) {
  const zh = language === "zh-CN";
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const short = new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 });
  const tenth = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const percents = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const instants = new Intl.DateTimeFormat(language, {
    year: "numeric",
    month: zh ? "2-digit" : "short",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  const days = new Intl.DateTimeFormat(language, { month: zh ? "2-digit" : "short", day: "2-digit" });
  const dates = new Intl.DateTimeFormat(language, { year: "numeric", month: zh ? "2-digit" : "short", day: "2-digit" });
  const hours = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const months = new Intl.DateTimeFormat(language, { year: "numeric", month: zh ? "2-digit" : "short" });

  function amount(money: Money, digits: number) {
    return new Intl.NumberFormat(language, {
      style: "currency",
      currency: money.currency,
      currencyDisplay: "narrowSymbol",
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
  }

  /** Calls of models cost fractions of a cent: four decimals, below a hundred. */
  function money(of: Money | null | undefined): string {
    if (!of) return DASH;
    const value = of.nano / NANO;
    const smallest = 0.0001;
    if (value !== 0 && Math.abs(value) < smallest / 2) return `< ${amount(of, 4).format(smallest)}`;
    return amount(of, Math.abs(value) >= 100 ? 2 : 4).format(value);
  }

  return {
    money,
    count: (value: number | null | undefined) => (value == null ? DASH : whole.format(value)),
    compact: (value: number) => short.format(value),
    percent: (value: number) => percents.format(value),

    /** Sums in several currencies, side by side. */
    moneys: (moneys: readonly Money[]) => (moneys.length === 0 ? DASH : moneys.map(money).join(" + ")),

    time: (instant: string | null | undefined) => (instant ? instants.format(new Date(instant)) : DASH),
    date: (instant: string | null | undefined) => (instant ? dates.format(new Date(instant)) : DASH),

    /** The start of a window of usage, as short as it may be. */
    windowStart(instant: string, window: string | null | undefined): string {
      const at = new Date(instant);
      if (window === "month") return months.format(at);
      return window === "hour" ? hours.format(at) : days.format(at);
    },

    duration(millis: number | null | undefined): string {
      if (millis == null) return DASH;
      if (millis < 1000) return zh ? `${whole.format(millis)} 毫秒` : `${whole.format(millis)} ms`;
      if (millis < 60_000) return zh ? `${tenth.format(millis / 1000)} 秒` : `${tenth.format(millis / 1000)} s`;
      const minutes = Math.floor(millis / 60_000);
      const seconds = Math.floor((millis % 60_000) / 1000);
      return zh ? `${minutes} 分 ${seconds} 秒` : `${minutes} min ${seconds} s`;
    },
  };
}

export const DASH = "–";
const NANO = 1_000_000_000;
