/** What a job that reads or saves a file is doing, by the server's word for it. */
const PHASES: Record<string, string> = {
  reading: 'Reading the file',
  comparing: 'Looking for rows that are here already',
  categorizing: 'Finding categories',
  saving: 'Saving',
};

export const phaseOf = (phase: string | undefined): string | undefined => PHASES[phase ?? ''] ?? phase;
