import type { InventedDocument } from './invented-document.js';

/** Visit letters and joint inspections in the shapes in which they are published, about councils that do not exist. */
export const INVENTED_VISITS: readonly InventedDocument[] = [
  {
    shape: 'a monitoring visit with all its headings and bullets of what was covered',
    text: `
      Ofsted
      Agora House
      12 Cumber Place
      Nottingham
      NG1 6HJ

      T 0300 123 1231
      Textphone 0161 618 8524
      enquiries@ofsted.gov.uk
      www.gov.uk/ofsted

      14 March 2023

      Priya Anand
      Executive Director, Children and Families
      Westmarch County Council
      County Hall
      Station Road
      Westmarch
      WM1 4AB

      Dear Ms Anand

      Monitoring visit to Westmarch County Council children’s services

      This letter summarises the findings of the monitoring visit to Westmarch children’s services on
      7 and 8 February 2023. This was the third monitoring visit since the local authority was judged
      inadequate in June 2021. His Majesty’s Inspectors for this visit were Ann Lowe and Tom Reyes.

      Areas covered by the visit

      Inspectors reviewed the progress made in the following areas of concern identified at the last
      inspection:

      ■ the timeliness of decisions in the multi-agency hub
      ■ planning for children who may need to come into care
      ■ supervision and management oversight.

      This visit was carried out in line with the inspection of local authority children’s services (ILACS)
      framework.

      Headline findings

      Since the last monitoring visit, senior managers have strengthened the hub and decisions are now made
      more quickly. Progress is slower in planning for children on the edge of care.

      Findings and evaluation of progress

      Referrals are screened promptly by skilled and well-supported staff. Parents are asked for their consent
      and partners speak well of the advice they receive.

      Plans for children on the edge of care are too often vague. They lack timescales, and too many children
      wait for a decision about where they will live.

      Supervision now takes place every month for most social workers, and recording has improved since the
      last visit.

      The service has moved into one building in the centre of the town.

      I am copying this letter to the Department for Education.

      Yours sincerely

      Ann Lowe
      His Majesty’s Inspector
    `,
    document: {
      kind: 'monitoring_visit',
      title: 'Monitoring visit to Westmarch County Council children’s services',
      authority: 'Westmarch County Council',
      inspectorate: 'Ofsted',
      inspectedFrom: '2023-02-07',
      inspectedTo: '2023-02-08',
      published: '2023-03-14',
      coveredAreas: [
        'the timeliness of decisions in the multi-agency hub',
        'planning for children who may need to come into care',
        'supervision and management oversight',
      ],
    },
    sentiments: ['progress', 'strength', 'weakness', 'progress', null],
  },
  {
    shape: 'a monitoring visit of 2016 without a single heading, days without a year',
    text: `
      Aviation House
      125 Kingsway
      London WC2B 6SE

      3 June 2016

      Mr Alan Pike
      Director of Children’s Services
      Royal Borough of Northmoor
      Town Hall
      Northmoor
      NM2 3CD

      Dear Alan

      Monitoring visit of Northmoor children’s services

      This letter summarises the findings of our monitoring visit to the Royal Borough of Northmoor between
      10 and 11 May. It was the first visit since your services were judged inadequate in October 2015.

      We looked at the experiences of care leavers. We read records, spoke with young people and met staff.

      Young people told us that their advisers are kind and reliable and that they are helped to find a home that
      suits them. Pathway plans are clear and up to date.

      However, advisers carry too many cases and young people over 18 are not always told what they are entitled to.

      I would like to thank your staff for their help. This letter will be published on the Ofsted website.

      Yours sincerely

      Jo Marsh
      Her Majesty’s Inspector
    `,
    document: {
      kind: 'monitoring_visit',
      title: 'Monitoring visit of Northmoor children’s services',
      authority: 'Royal Borough of Northmoor',
      inspectedFrom: '2016-05-10',
      inspectedTo: '2016-05-11',
      published: '2016-06-03',
      coveredAreas: ['the experiences of care leavers'],
    },
    sentiments: ['strength', 'weakness'],
  },
  {
    shape: 'a focused visit as Markdown from a converter',
    text: `
      **Ofsted** Piccadilly Gate Store Street Manchester M1 2WD **T** 0300 123 1231

      9 December 2019

      Sam Okoro
      Corporate Director, Children's Services
      City of Eastfold Council

      Dear Mr Okoro

      ## Focused visit to City of Eastfold Council children's services

      This letter summarises the findings of a focused visit to City of Eastfold Council children's services on 12 November 2019. The inspectors were Lee Hart HMI and Mina Das HMI.

      Inspectors looked at the local authority's arrangements for achieving permanence, the quality of matching and the stability of foster homes. Inspectors considered a range of evidence, including case discussions with social workers and children's records.

      ### Overview

      Leaders know their service well and have a clear plan to deal with delay. Most children live in stable homes where they do well.

      ### What needs to improve in this area of social work practice

      - The timeliness of permanence reports.
      - The recording of matching decisions.

      ### Findings

      - Children are matched with care, and brothers and sisters live together wherever they can.
      - Permanence reports are late for too many children, and this delays the plans that depend on them.
      - Foster carers value the support they receive, but records of matching are thin and inconsistent.

      Ofsted will take the findings from this focused visit into account when planning the next inspection or visit.

      Yours sincerely

      Lee Hart
      Her Majesty's Inspector
    `,
    document: {
      kind: 'focused_visit',
      title: "Focused visit to City of Eastfold Council children's services",
      authority: 'City of Eastfold Council',
      inspectorate: 'Ofsted',
      inspectedFrom: '2019-11-12',
      inspectedTo: '2019-11-12',
      published: '2019-12-09',
    },
    sentiments: ['strength', 'strength', 'weakness', 'weakness'],
    recommendations: 2,
  },
  {
    shape: 'a focused visit to a trust that works for the council, with a priority action and its deadline',
    text: `
      26 January 2026

      Rae Collins
      Chief Executive, Southhaven Children’s Trust, on behalf of Southhaven City Council

      Dear Ms Collins

      Focused visit to Southhaven City Council children’s services

      This letter summarises the findings of the focused visit to Southhaven City Council children’s services.
      Children’s services are delivered by Southhaven Children’s Trust.

      Visit dates: 2 and 3 December 2025

      Inspectors looked at the local authority’s arrangements for children at risk of exploitation.

      Area for priority action

      ■ The response to children who are missing.

      Main findings

      Strategy meetings are not held quickly enough when a child is missing, and some children have been left at
      risk of harm without a plan.

      The local authority should prepare and submit an action plan within 70 working days of receiving this letter.

      Ofsted will take the findings from this focused visit into account when planning the next inspection or visit.

      Yours sincerely
    `,
    document: {
      kind: 'focused_visit',
      authority: 'Southhaven City Council',
      inspectedFrom: '2025-12-02',
      inspectedTo: '2025-12-03',
      published: '2026-01-26',
      coveredAreas: ['the local authority’s arrangements for children at risk of exploitation'],
    },
    sentiments: ['weakness'],
    recommendations: 1,
  },
  {
    shape: 'a joint targeted area inspection letter to many leaders',
    text: `
      17 May 2024

      Priya Anand, Executive Director of Children’s Services, Westmarch County Council
      Lou Fenn, Chief Nurse, NHS Westmarch Integrated Care Board
      Ade Cole, Chief Constable, Westmarch Police

      Dear Westmarch Local Safeguarding Partnership

      Joint targeted area inspection of Westmarch

      This letter summarises the findings of the joint targeted area inspection (JTAI) of the multi-agency response
      to serious youth violence in Westmarch.

      This inspection took place from 18 to 22 March 2024. It was carried out by inspectors from Ofsted, the Care
      Quality Commission (CQC), His Majesty’s Inspectorate of Constabulary and Fire & Rescue Services (HMICFRS) and
      His Majesty’s Inspectorate of Probation (HMIP).

      Headline findings

      Partners share a strong commitment to keeping children safe from violence. However, they do not yet know
      whether what they do makes a difference.

      What needs to improve?

      ■ How partners measure the difference they make.

      Main findings

      Youth workers build trusting relationships with children and help them to stay safe in their community.

      Police records of children at risk are incomplete, and information is not always shared with schools in time.

      Next steps

      We have determined that Westmarch County Council is the principal authority and should prepare a written
      statement of proposed action. It should be sent to actions@example.org by 2 September 2024.

      Yours sincerely
    `,
    document: {
      kind: 'jtai',
      title: 'Joint targeted area inspection of Westmarch',
      authority: 'Westmarch County Council',
      inspectorate: 'Ofsted',
      inspectedFrom: '2024-03-18',
      inspectedTo: '2024-03-22',
      published: '2024-05-17',
      responseDue: '2024-09-02',
      coveredAreas: ['the multi-agency response to serious youth violence'],
    },
    sentiments: ['weakness', 'strength', 'weakness'],
    recommendations: 1,
  },
  {
    shape: 'an area SEND letter of the first framework',
    text: `
      Ofsted
      Agora
      Nottingham

      12 July 2018

      Mr Alan Pike
      Director of Children’s Services, Northmoor Borough Council

      Dear Mr Pike

      Joint local area SEND inspection in Northmoor

      Between 14 May 2018 and 18 May 2018, Ofsted and the Care Quality Commission (CQC) conducted a joint inspection
      of the local area of Northmoor to judge the effectiveness of the area in implementing the special educational
      needs and disability (SEND) reforms as set out in the Children and Families Act 2014.

      Inspectors spoke with children and young people, parents and carers, and local authority and NHS officers.

      This letter outlines our findings from the inspection, including some areas of strengths and areas for further
      improvement.

      Main findings

      ■ Leaders have an accurate view of what works well and what does not.
      ■ Parents are frustrated by long waits for assessments, and too many plans are poor.

      Yours sincerely
    `,
    document: {
      kind: 'area_send_inspection',
      title: 'Joint local area SEND inspection in Northmoor',
      authority: 'Northmoor Borough Council',
      inspectorate: 'Ofsted',
      inspectedFrom: '2018-05-14',
      inspectedTo: '2018-05-18',
      published: '2018-07-12',
    },
    sentiments: ['strength', 'weakness'],
  },
  {
    shape: 'an area SEND report of the second framework',
    text: `
      Local Area Partnership report

      Area SEND inspection of Eastfold Local Area Partnership

      Inspection dates: 13 to 17 January 2025
      Date of previous inspection: 6 to 10 May 2019

      Inspection outcome

      There are widespread and/or systemic failings leading to significant concerns about the experiences and outcomes
      of children and young people with SEND.

      Information about the local area partnership

      City of Eastfold Council and the Fenland Integrated Care Board (ICB) are jointly responsible for the planning and
      commissioning of services for children and young people with SEND in Eastfold.

      What is it like to be a child or young person with SEND in this area?

      Many children wait too long for a diagnosis, and their families do not know whom to ask for help.

      What is the area partnership doing that is effective?

      Early years advisers give nurseries practical and well-timed advice.

      What does the area partnership need to do better?

      Plans do not describe what health services will do, and they are not kept up to date.
    `,
    document: {
      kind: 'area_send_inspection',
      title: 'Area SEND inspection of Eastfold Local Area Partnership',
      authority: 'City of Eastfold Council',
      inspectedFrom: '2025-01-13',
      inspectedTo: '2025-01-17',
      published: null,
    },
    sentiments: ['weakness', 'strength', 'weakness'],
  },
];
