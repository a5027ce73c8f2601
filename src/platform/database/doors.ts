/** Who makes a change; written into every version. `id` is a person's, link's or token's id where there is one. */
export interface Actor {
  kind: 'person' | 'link' | 'token' | 'sweep' | 'import' | 'migration' | 'operator';
  id?: string | null;
}

/** One person in one authority, as the sign-in door gives it back. `roles` are the words of the access policy. */
export interface Membership {
  personId: string;
  authorityId: string;
  authoritySlug: string;
  authorityName: string;
  isDemo: boolean;
  name: string;
  roles: string[];
  agencyId: string | null;
}
