import { useQuery } from '@tanstack/react-query';
import { type LinkStart, startLink } from '@/api/connections';

interface Wanted {
  provider: string;
  /** The login to repair; left out for a new one. */
  connection_id?: number;
  with_investments?: boolean;
}

/** What the page needs to let the owner log in; asked for once, and not again while they do. */
export const useLinkStart = (wanted: Wanted, isNeeded = true) =>
  useQuery<LinkStart>({
    queryKey: ['link-start', wanted],
    queryFn: () => startLink(wanted),
    enabled: isNeeded,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  });
