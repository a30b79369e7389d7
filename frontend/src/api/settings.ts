import { $api } from './client';
import type { components } from './schema.gen';

export type Setting = components['schemas']['SettingOut'];

/** Every setting as it counts now, secrets masked. */
export const useSettings = () => $api.useQuery('get', '/api/settings');

/** Save settings by key; null clears one. */
export const useSaveSettings = () => $api.useMutation('post', '/api/settings', { meta: { quiet: true } });
