import { $api } from './client';

/** Open the sample household: made-up data in a folder of their own. */
export const useEnterDemo = () => $api.useMutation('post', '/api/demo');

/** Back to the owner's own data. */
export const useLeaveDemo = () => $api.useMutation('post', '/api/demo/leave');
