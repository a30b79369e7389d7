import { useState } from 'react';

/** Which window is open: a goal's form, or what was put aside for it. */
export type GoalDialog = { kind: 'none' | 'new' } | { kind: 'edit' | 'money'; id: number };

export const CLOSED: GoalDialog = { kind: 'none' };

export const useGoalDialog = () => useState<GoalDialog>(CLOSED);
