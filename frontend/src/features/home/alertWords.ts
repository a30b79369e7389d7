import type { HomeReport } from '@/api/home';

type Kind = HomeReport['alerts'][number]['kind'];

/** What an alert says of its series, after the series' name. */
export const ALERT_WORDS: Record<Kind, string> = {
  price_rise: 'costs more',
  late: 'is late',
  missed: 'did not come',
  charged_twice: 'was charged twice',
  same_service: 'is one of two for the same',
  two_plans: 'is charged in two plans',
  forgotten: 'may be forgotten',
  trial_turned_paid: 'is no trial any more',
};

/** A series, opened where all of them are. */
export const seriesAddress = (key: string): string => `/recurring?series=${encodeURIComponent(key)}`;
