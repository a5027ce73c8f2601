/** What a membership lets a person come to do in one authority. A person may hold several. */
export const ROLES = [
  'administrator',
  'plan_manager',
  'director',
  'chief_executive',
  'lead_member',
  'lead',
  'owner',
  'quality',
  'chair',
  'member',
  'adviser',
  'viewer',
] as const;

export type Role = (typeof ROLES)[number];

/** The role in the words that stand on screens. */
export const ROLE_NAMES: Record<Role, string> = {
  administrator: 'Administrator',
  plan_manager: 'Plan manager',
  director: "Director of children's services",
  chief_executive: 'Chief executive',
  lead_member: 'Lead member',
  lead: 'Accountable lead',
  owner: 'Action owner',
  quality: 'Quality assurance lead',
  chair: 'Board chair',
  member: 'Board member',
  adviser: 'Adviser',
  viewer: 'Viewer',
};

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}
