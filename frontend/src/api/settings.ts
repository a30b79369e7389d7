import { $api } from './client';
import type { components } from './schema.gen';

export type Setting = components['schemas']['SettingOut'];
export type Storage = components['schemas']['StorageOut'];

/** Every setting as it counts now, secrets masked. */
export const useSettings = () => $api.useQuery('get', '/api/settings');

/** Save settings by key; null clears one. What they decide shows everywhere. */
export const useSaveSettings = () => $api.useMutation('post', '/api/settings', { meta: { quiet: true } });

/** The names of all time zones. */
export const useTimeZones = () => $api.useQuery('get', '/api/settings/time-zones', {}, { staleTime: Infinity });

/** What lies in the data folder. */
export const useStorage = () => $api.useQuery('get', '/api/storage');

/** Copy the database files, verified. */
export const useMakeBackup = () =>
  $api.useMutation('post', '/api/storage/backups', { meta: { stale: ['/api/storage'] } });
