import { Overlay, Portal } from '@mantine/core';
import { FileDown } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import classes from './PageDrop.module.css';

interface PageDropProps {
  onFiles: (files: File[]) => void;
}

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** The whole window takes files, wherever they are dropped. */
export function PageDrop({ onFiles }: PageDropProps) {
  const [isOver, setOver] = useState(false);
  const take = useRef(onFiles);
  take.current = onFiles;

  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      // The field of its own has taken what was dropped on it.
      if (event.defaultPrevented || !hasFiles(event)) return;
      event.preventDefault();
      take.current([...(event.dataTransfer?.files ?? [])]);
    };
    const bindings = { dragover: over, dragleave: leave, drop } as const;
    for (const [name, act] of Object.entries(bindings)) window.addEventListener(name, act as EventListener);
    return () => {
      for (const [name, act] of Object.entries(bindings)) window.removeEventListener(name, act as EventListener);
    };
  }, []);

  if (!isOver) return null;
  return (
    <Portal>
      <Overlay fixed zIndex={500} backgroundOpacity={0.35} blur={2} className={classes.overlay}>
        <div className={classes.words}>
          <FileDown size={30} strokeWidth={1.5} aria-hidden="true" />
          Drop the files anywhere
        </div>
      </Overlay>
    </Portal>
  );
}
