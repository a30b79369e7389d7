import { useCallback, useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { type Job, previewFile } from '@/api/imports';
import { takeDroppedFiles } from '@/components/droppedFiles';

/** A file that could not be read at all, and why. */
export interface Refused {
  name: string;
  error: unknown;
}

export interface ImportQueue {
  /** The file on screen, by the server's name for it. */
  stagedId: string | null;
  /** The file that is being read. */
  reading: string | null;
  /** How far that is, where it takes long. */
  progress: Job | null;
  /** Files that come after the one on screen. */
  waiting: readonly File[];
  refused: readonly Refused[];
  add: (files: File[]) => void;
  /** The file on screen is dealt with: on to the next. */
  next: () => void;
  forgetRefused: () => void;
}

/** What is shorter than this needs no dialog. */
const LONG_MS = 600;

/** The files that were dropped, one after another; the one on screen stands in the address. */
export function useImportQueue(accountId: number | null): ImportQueue {
  const [params, setParams] = useSearchParams();
  const stagedId = params.get('file');
  const [waiting, setWaiting] = useState<readonly File[]>([]);
  const [reading, setReading] = useState<string | null>(null);
  const [progress, setProgress] = useState<Job | null>(null);
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  /** A file is being read, or its address is not there yet: the next one waits. */
  const isBusy = useRef(false);

  const show = useCallback(
    (id: string | null) =>
      setParams((before) => {
        const kept = [...before].filter(([name]) => name !== 'file');
        return new URLSearchParams(id ? [...kept, ['file', id]] : kept);
      }),
    [setParams],
  );
  const add = useCallback((files: File[]) => setWaiting((before) => [...before, ...files]), []);

  useEffect(() => add(takeDroppedFiles()), [add]);

  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);

  useEffect(() => {
    if (stagedId) isBusy.current = false;
  }, [stagedId]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: when `reading` ends, the next file comes
  useEffect(() => {
    const [file, ...later] = waiting;
    if (!file || stagedId || isBusy.current) return;
    isBusy.current = true;
    setReading(file.name);
    setWaiting(later);
    const began = Date.now();
    previewFile(file, accountId, (job) => Date.now() - began > LONG_MS && setProgress(job))
      .then((staged) => {
        if (staged === null) isBusy.current = false;
        // Whoever has left the screen meanwhile stays where they are.
        else if (isHere.current) show(staged.staged_id);
      })
      .catch((error: unknown) => {
        isBusy.current = false;
        setRefused((before) => [...before, { name: file.name, error }]);
      })
      .finally(() => {
        setReading(null);
        setProgress(null);
      });
  }, [waiting, stagedId, accountId, show, reading]);

  const next = useCallback(() => show(null), [show]);
  const forgetRefused = useCallback(() => setRefused([]), []);
  return { stagedId, reading, progress, waiting, refused, add, next, forgetRefused };
}
