import { useEffect, useState } from 'react';
import classes from './Settings.module.css';

interface SectionIndexProps {
  sections: { anchor: string; title: string }[];
}

/** The sections beside the page, at a desk; the one being read is marked. */
export function SectionIndex({ sections }: SectionIndexProps) {
  const current = useSectionInSight(sections.map(({ anchor }) => anchor));
  return (
    <nav aria-label="On this page" className={classes.index}>
      <ul>
        {sections.map(({ anchor, title }) => (
          <li key={anchor}>
            <a href={`#${anchor}`} aria-current={anchor === current ? 'true' : undefined}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const READING_LINE_PX = 140;

/** The last section that begins above the line where one reads. */
function useSectionInSight(anchors: string[]): string | undefined {
  const [current, setCurrent] = useState(anchors[0]);
  const all = anchors.join(' ');
  useEffect(() => {
    const look = () => {
      const tops = all.split(' ').map((anchor) => ({ anchor, element: document.getElementById(anchor) }));
      const there = tops.filter(({ element }) => element !== null);
      const isAtEnd = window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 2;
      const above = there.filter(({ element }) => (element?.getBoundingClientRect().top ?? 0) < READING_LINE_PX);
      const read = isAtEnd && window.scrollY > 0 ? there.at(-1) : (above.at(-1) ?? there[0]);
      if (read) setCurrent(read.anchor);
    };
    look();
    window.addEventListener('scroll', look, { passive: true });
    return () => window.removeEventListener('scroll', look);
  }, [all]);
  return current;
}
