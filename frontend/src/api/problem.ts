/** What went wrong, in the words the server chose for the owner (RFC 9457). */
export class Problem extends Error {
  constructor(
    readonly title: string,
    readonly detail: string,
    readonly status: number,
    /** Further members of the problem document, such as the counts behind a conflict. */
    readonly extra: Record<string, unknown> = {},
  ) {
    super(detail);
    this.name = 'Problem';
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text = (value: unknown, otherwise: string): string => (typeof value === 'string' && value ? value : otherwise);

/** The problem that an answer tells, also when it is no problem document. */
export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  const told = isRecord(body) ? body : {};
  const { title, detail, status: _status, type: _type, ...extra } = told;
  return new Problem(
    text(title, 'That did not work'),
    text(detail, `The app answered with error ${response.status} and no explanation.`),
    response.status,
    extra,
  );
}

/** No answer at all: the server on this computer is not running, or was just restarted. */
export const unreachable = (): Problem =>
  new Problem(
    'The app does not answer',
    'Budget App is not running on this computer, or is just starting. Try again.',
    0,
  );

/** Anything that was thrown, as a problem that can be shown. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const detail = error instanceof Error ? error.message : 'Something went wrong in this window.';
  return new Problem('Something went wrong', detail, -1);
}
