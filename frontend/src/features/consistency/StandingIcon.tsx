import { Loader } from '@mantine/core';
import { type LucideProps, ShieldAlert, ShieldCheck, ShieldQuestionMark } from 'lucide-react';
import type { Consistency } from '@/api/consistency';
import classes from './Consistency.module.css';

interface StandingIconProps {
  state: Consistency['state'];
  isChecking?: boolean;
  size: number;
}

const LOOKS = {
  broken: { Icon: ShieldAlert, className: classes.broken },
  differs: { Icon: ShieldQuestionMark, className: classes.differs },
  sound: { Icon: ShieldCheck, className: classes.sound },
} satisfies Record<string, { Icon: React.ComponentType<LucideProps>; className: string | undefined }>;

/** The sign of how the books stand: told by its shape, not only by its color. */
export function StandingIcon({ state, isChecking = false, size }: StandingIconProps) {
  if (state === 'unknown') return isChecking ? <Loader size={size} aria-hidden="true" /> : null;
  const { Icon, className } = LOOKS[state];
  return <Icon size={size} strokeWidth={1.9} className={className} aria-hidden="true" />;
}
