import { Card, Switch } from '@mantine/core';
import { Globe, ShieldCheck } from 'lucide-react';
import { type OutboundSummary, useTurnSwitches } from '@/api/outbound';
import { formatMonth } from '@/lib/formatting';
import { monthOf } from '@/lib/months';
import classes from './Outbound.module.css';
import { PurposeRow } from './PurposeRow';

/** What may leave: one switch for everything, and one for each service. */
export function Switches({ summary }: { summary: OutboundSummary }) {
  const { nothing_leaves: nothingLeaves, is_sample: isSample } = summary;
  const turn = useTurnSwitches();
  const Icon = nothingLeaves ? ShieldCheck : Globe;
  return (
    <Card component="section" aria-label="What may leave" padding={0}>
      <div className={classes.master} data-shut={nothingLeaves || undefined}>
        <span className={classes.shield} aria-hidden="true">
          <Icon size={20} strokeWidth={1.9} />
        </span>
        <div className={classes.words}>
          <div className={classes.strong}>{isSample ? 'The sample household sends nothing' : 'Let nothing leave'}</div>
          <div className={classes.note}>{masterNote(summary)}</div>
        </div>
        {!isSample && (
          <Switch
            size="md"
            aria-label="Let nothing leave"
            checked={nothingLeaves}
            disabled={turn.isPending}
            onChange={() => turn.mutate({ body: { nothing_leaves: !nothingLeaves } })}
          />
        )}
      </div>
      {!isSample && (
        <>
          <div className={classes.since}>
            <span>Allowed, one by one</span>
            <span>Sent in {formatMonth(monthOf(summary.since))}</span>
          </div>
          <ul className={classes.list}>
            {summary.purposes.map((purpose) => (
              <PurposeRow
                key={purpose.purpose}
                purpose={purpose}
                isHeld={nothingLeaves}
                isTurning={turn.isPending}
                onTurn={(isOn) => turn.mutate({ body: { on: { [purpose.purpose]: isOn } } })}
              />
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

function masterNote({ nothing_leaves: nothingLeaves, is_sample: isSample }: OutboundSummary): string {
  if (isSample) return 'It is made up. What your own household sent is listed when you go back to it.';
  if (nothingLeaves)
    return 'On: banks, AI and prices are not asked, neither by you nor by the clock. A model on this computer still is.';
  return 'Off: what is switched on below may be asked.';
}
