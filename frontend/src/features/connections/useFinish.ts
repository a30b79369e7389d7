import { useState } from 'react';
import { type Connection, useFinishLink } from '@/api/connections';
import { asProblem } from '@/api/problem';

/** What the owner brings back from logging in. */
export interface Grant {
  provider: string;
  grant: string;
  institution_id?: string | null;
  institution_name?: string | null;
  with_investments?: boolean;
}

/** What may be done where the bank is connected already. */
export interface Anyway {
  replace_connection_id?: number;
  allow_second?: boolean;
}

/** The connection that a new login at the same bank would double. */
export interface Doubled {
  grant: Grant;
  connectionId: number;
}

/** Turn a login into a connection; where the bank is connected already, the owner is asked first. */
export function useFinish(onDone: (connection: Connection) => void) {
  const finish = useFinishLink();
  const [doubled, setDoubled] = useState<Doubled | null>(null);

  const send = (grant: Grant, anyway: Anyway = {}) => {
    setDoubled(null);
    finish.mutate(
      { body: { ...grant, ...anyway } },
      {
        onSuccess: onDone,
        onError: (error) => {
          const { status, extra } = asProblem(error);
          if (status !== 409 || typeof extra.connection_id !== 'number') return;
          setDoubled({ grant, connectionId: extra.connection_id });
          finish.reset();
        },
      },
    );
  };
  return { send, doubled, error: finish.error, isPending: finish.isPending, isDone: finish.isSuccess };
}
