/**
 * Expressions of children's services that mean the same thing. The first of a line names the idea; any of them in a text
 * counts as that idea and no longer as its single words ("in care" is not the care of "care plan"). Written in any
 * form: they are compared by their stems. Reviewed data: add a line only where an officer would read the two as one.
 * Reviewed 23 November 2026.
 */

/** What a recommendation can be about: children, rights, duties, parts of the service. */
export const SUBJECTS: readonly string[] = [
  'looked-after children | looked after children | children looked after | looked after | children in care | in care | cared-for children | children cared for | children we care for | in our care | come into care | came into care | coming into care | enter care | entering care | lac | cla',
  'care leavers | care leaver | care-experienced | care experienced young people | leaving care | leave care | left care | care leaving | formerly looked after',
  'local safeguarding children board | lscb | safeguarding children board | safeguarding board | safeguarding children partnership | safeguarding partnership | local safeguarding partners | the board',
  'designated officer | lado | local authority designated officer | allegations against professionals | allegations management',
  'front door | mash | multi-agency safeguarding hub | safeguarding hub | single point of access | contact and referral | contacts and referrals | initial contact | initial response | duty team | referral and assessment team',
  'early help | early intervention | early support | family support | prevention | preventative services | common assessment framework | caf | team around the family',
  'personal education plan | pep | peps | personal educational plan | personal education planning',
  'education, health and care plan | ehcp | ehcps | ehc plan | ehc needs assessment | education health and care | statement of special educational needs',
  'special educational needs and disabilities | send | sen | special educational needs | special needs',
  'child in need | cin | children in need | child in need plan | section 17 | s17',
  'child protection enquiry | section 47 | s47 | section 47 enquiry | child protection investigation | child protection enquiries',
  'child protection conference | icpc | initial child protection conference | child protection chair | conference chairs | conference chair',
  'strategy discussion | strategy meeting',
  'child protection plan',
  'independent reviewing officer | iro | iros | reviewing officer',
  'serious case review | scr | scrs | child safeguarding practice review | learning review | rapid review | practice review',
  'child sexual exploitation | cse | sexual exploitation | sexually exploited | criminal exploitation | child exploitation | exploitation | exploited',
  'missing | go missing | missing from home | missing from care | return home interview | return interview | returned home interview | missing episode',
  'domestic abuse | domestic violence',
  'supervision | supervisory | supervise',
  'caseload | workload | case load',
  'voice of the child | wishes and feelings | views | voice | voices of children | children’s views | feelings',
  'private fostering | privately fostered',
  'special guardianship | special guardian | sgo | connected persons | kinship | family and friends carers',
  'life story work | life-story work | life story | life stories | later life letters | life story books',
  'permanence | permanency | permanent homes | permanence planning',
  'public law outline | plo | pre-proceedings | care proceedings | court work | letter before proceedings | legal proceedings',
  'pathway plan | pathway planning',
  'personal adviser | personal advisor | pas',
  'staying put | stay put',
  'education, employment and training | education employment or training | eet | neet | apprenticeship | education training and employment | employment and training | employment or training | employment education and training | employment',
  'unaccompanied asylum-seeking children | uasc | asylum seeking',
  'child and adolescent mental health | camhs | mental health | emotional well-being | emotional wellbeing | emotional health',
  'sufficiency | sufficiency strategy | range of placements | placement choice | choice of placements | availability of placements | placement sufficiency | local placements | sufficient placements',
  'accommodation | housing | bed and breakfast | homeless | homelessness | independent living | supported lodgings',
  'independent visitor | advocacy | advocate | independent visitors',
  'thresholds | threshold | threshold document | levels of need',
  'corporate parenting | corporate parent | corporate parents',
  'initial health assessment | health assessment | health needs | review health assessment',
  'exclusion | excluded | fixed-term exclusion | persistent absence | persistent absentees | school attendance | absence',
  'out of area | outside the area | out of borough | out of the borough | out of county | at a distance | outside the borough | outside of the authority',
  'contingency plan | contingency planning',
  'disabled children | disability | disabilities | children with disabilities',
  'siblings | brothers and sisters',
  'birth parents | birth families | birth family',
  'police | police and crime',
];

/** How the work is run. Nearly every recommendation speaks of some of it, so it tells less. */
export const RUNNING: readonly string[] = [
  'quality assurance | audit | auditing | case audit | auditor | dip sample',
  'performance management | performance information | performance data | management information | data | dashboard | scorecard | performance reporting',
  'management oversight | oversight | managerial oversight | oversight by managers | line of sight | management grip',
  'front-line managers | first line managers | team managers | frontline managers | line managers | practice managers | manager | management',
  'senior managers | senior leaders | leaders | leadership | senior management | corporate leaders',
  'workforce | recruitment | retention | recruit | staffing | staff turnover | agency staff | vacancies | turnover | permanent staff | staff | stability of the workforce | changes of social worker | changes in worker',
  'electronic record | electronic social care record | case recording | case records | recording | records | files | chronology | chronologies | ics | electronic system',
  'partner agencies | partners | partnership | multi-agency | partnership working | inter-agency | interagency',
  'timescale | time frame | timeframe | timescales | timely | timeliness | delay | drift | pace | promptly | swiftly | swift | prompt',
  'training and development | learning and development | training',
];
