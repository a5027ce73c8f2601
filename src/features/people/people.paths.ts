const id = (one: string) => encodeURIComponent(one);

export const peoplePaths = {
  list: () => '/people',
  invite: () => '/people/invite',
  person: (person: string) => `/people/${id(person)}`,
  change: (person: string) => `/people/${id(person)}/change`,
  close: (person: string) => `/people/${id(person)}/close`,
  reopen: (person: string) => `/people/${id(person)}/reopen`,
  inviteAgain: (person: string) => `/people/${id(person)}/invite-again`,
  ownAbsence: () => '/absence',
  absence: (person: string) => `/people/${id(person)}/absence`,
  endAbsence: (person: string) => `/people/${id(person)}/absence/end`,
  /** Shown by the feature of actions, which knows what somebody has to hand over. */
  handOver: (person: string) => `/people/${id(person)}/hand-over`,
  agencies: () => '/agencies',
  addAgency: () => '/agencies/add',
  agency: (agency: string) => `/agencies/${id(agency)}`,
  changeAgency: (agency: string) => `/agencies/${id(agency)}/change`,
  archiveAgency: (agency: string) => `/agencies/${id(agency)}/archive`,
  /** In the query, which is not logged as paths are. */
  setPassword: (token?: string) =>
    token === undefined ? '/set-password' : `/set-password?link=${id(token)}`,
} as const;
