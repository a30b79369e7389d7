import { Title } from '@mantine/core';
import { Link } from 'react-router';
import classes from './Home.module.css';

interface CardHeadProps {
  id: string;
  title: string;
  /** Where the whole of it is. */
  more?: { to: string; label: string };
}

/** A card's name, and the way to all of it. */
export function CardHead({ id, title, more }: CardHeadProps) {
  return (
    <div className={classes.cardHead}>
      <Title order={2} id={id}>
        {title}
      </Title>
      {more && (
        <Link className={classes.more} to={more.to}>
          {more.label}
        </Link>
      )}
    </div>
  );
}
