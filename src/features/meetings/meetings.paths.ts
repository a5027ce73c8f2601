/** The URLs of boards and meetings. */
export const meetingsPaths = {
  boards: () => '/boards',
  addBoard: () => '/boards/add',
  board: (id: string) => `/boards/${id}`,
  changeBoard: (id: string) => `/boards/${id}/change`,
  endBoard: (id: string) => `/boards/${id}/end`,
  addMember: (id: string) => `/boards/${id}/members/add`,
  endMember: (id: string, memberId: string) => `/boards/${id}/members/${memberId}/end`,
  decisions: () => '/decisions',
  meetings: () => '/meetings',
  meetingsBefore: (cursor: string) => `/meetings?before=${encodeURIComponent(cursor)}#past`,
  addMeeting: () => '/meetings/add',
  meeting: (id: string) => `/meetings/${id}`,
  changeMeeting: (id: string) => `/meetings/${id}/change`,
  cancelMeeting: (id: string) => `/meetings/${id}/cancel`,
  held: (id: string) => `/meetings/${id}/held`,
} as const;
