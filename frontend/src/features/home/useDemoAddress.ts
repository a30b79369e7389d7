import { useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router';
import { useEnterDemo } from '@/api/demo';

/** Open the sample household when the address says `?demo=1`; says whether it is on its way. */
export function useDemoAddress(): boolean {
  const [params, setParams] = useSearchParams();
  const { mutate } = useEnterDemo();
  const isAsked = params.get('demo') === '1';
  const isSent = useRef(false);
  useEffect(() => {
    if (!isAsked || isSent.current) return;
    isSent.current = true;
    const strip = () =>
      setParams((before) => new URLSearchParams([...before].filter(([name]) => name !== 'demo')), { replace: true });
    mutate({}, { onSettled: strip });
  }, [isAsked, mutate, setParams]);
  return isAsked;
}
