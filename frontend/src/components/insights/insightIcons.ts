import {
  CalendarClock,
  CalendarX2,
  CopyCheck,
  Gauge,
  Landmark,
  Lightbulb,
  type LucideIcon,
  PiggyBank,
  Receipt,
  Repeat,
  Sprout,
  Tag,
  TrendingUp,
  Zap,
} from 'lucide-react';

const ICONS: Record<string, LucideIcon> = {
  unusual_category: Zap,
  unusual_charge: Receipt,
  drift: TrendingUp,
  price_rise: Tag,
  charged_twice: CopyCheck,
  fees: Landmark,
  income_late: CalendarX2,
  recurring: Repeat,
  new_recurring: Sprout,
  bills: CalendarClock,
  savings: PiggyBank,
  budget_pace: Gauge,
};

/** The sign of what an insight is about. */
export const insightIcon = (kind: string): LucideIcon => ICONS[kind] ?? Lightbulb;
