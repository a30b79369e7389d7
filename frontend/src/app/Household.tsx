import { DatesProvider } from '@mantine/dates';
import { type ReactNode, useEffect } from 'react';
import { useSettings } from '@/api/settings';
import { useStore } from '@/components/useStore';
import { adoptHousehold, weekStart } from '@/lib/household';

/** Lets the settings decide how money and days are written, on every screen. */
export function Household({ children }: { children: ReactNode }) {
  const { data } = useSettings();
  const firstDayOfWeek = useStore(weekStart);
  useEffect(() => {
    if (!data) return;
    adoptHousehold({
      currency: data.currency?.value,
      weekStart: data.week_start?.value,
      timeZone: data.time_zone?.value,
    });
  }, [data]);
  return <DatesProvider settings={{ firstDayOfWeek }}>{children}</DatesProvider>;
}
