import type { InventedDocument } from './invented-document.js';

/** First pages of inspections, notices and reviews of every other kind, about councils that do not exist. */
export const INVENTED_REPORTS: readonly InventedDocument[] = [
  {
    shape: 'a single inspection report that mentions a monitoring visit and a case review',
    text: `
      London Borough of Northmoor

      Inspection of services for children in need of help and protection,
      children looked after and care leavers
      and
      Review of the effectiveness of the Local Safeguarding Children Board

      Inspection date: 12 January 2015 – 4 February 2015
      Report published: 27 March 2015

      Children’s services in Northmoor require improvement

      1. Children who need help and protection                 Requires improvement
      2. Children looked after and achieving permanence        Good

      Executive summary

      Since a serious case review in 2013 and the monitoring visit that followed it, services have changed.
    `,
    document: {
      kind: 'sif_inspection',
      title:
        'Inspection of services for children in need of help and protection, children looked after and care leavers and Review of the effectiveness of the Local Safeguarding Children Board',
      authority: 'London Borough of Northmoor',
      inspectorate: 'Ofsted',
      inspectedFrom: '2015-01-12',
      inspectedTo: '2015-02-04',
      published: '2015-03-27',
    },
  },
  {
    shape: 'an inspection since 2018, two weeks, its title broken',
    text: `
      Inspection of Westmarch County Council local
      authority children’s services

      Inspection dates: 4 to 8 and 11 to 15 March 2024

      Lead inspector: Ann Lowe, His Majesty’s Inspector

      Judgement                                             Grade
      The impact of leaders on social work practice with
      children and families                                 Good
      Overall effectiveness                                 Good

      Since two focused visits in 2022 and 2023 services have become better.
    `,
    document: {
      kind: 'ilacs_inspection',
      title: 'Inspection of Westmarch County Council local authority children’s services',
      authority: 'Westmarch County Council',
      inspectorate: 'Ofsted',
      inspectedFrom: '2024-03-04',
      inspectedTo: '2024-03-15',
      published: null,
    },
  },
  {
    shape: 'an inspection as a web page, with its date of publication',
    text: `
      # Inspection of children's social care services

      Eastfold, Thornby and Marsh Council

      Published 22 July 2019

      Inspection dates: 3 June 2019 to 14 June 2019

      Lead inspector: Lee Hart

      ## The impact of leaders on social work practice with children and families is good

      1. Leaders are ambitious for children and give social workers the time and the support that they need.
    `,
    document: {
      kind: 'ilacs_inspection',
      title: "Inspection of children's social care services",
      authority: 'Eastfold, Thornby and Marsh Council',
      inspectedFrom: '2019-06-03',
      inspectedTo: '2019-06-14',
      published: '2019-07-22',
    },
  },
  {
    shape: 'an inspection before November 2013',
    text: `
      Inspection of safeguarding and looked after children services
      Northmoor Borough Council

      Inspection dates: 9 – 20 May 2011
      Reporting inspector Jo Marsh HMI

      Age group: All
      Published: 24 June 2011

      © Crown copyright 2011
      Website: www.ofsted.gov.uk
    `,
    document: {
      kind: 'looked_after_children_inspection',
      authority: 'Northmoor Borough Council',
      inspectorate: 'Ofsted',
      inspectedFrom: '2011-05-09',
      inspectedTo: '2011-05-20',
      published: '2011-06-24',
    },
  },
  {
    shape: 'a progress inspection',
    text: `
      Inspection of progress made in the provision of safeguarding services in
      Westmarch

      Inspection date: 5–9 November 2012
      Lead inspector: Jo Marsh HMI
      Date published: 14 December 2012

      About this inspection

      1. Ofsted undertook this inspection of Westmarch County Council to see what had changed since 2011.
    `,
    document: {
      kind: 'safeguarding_progress_inspection',
      authority: 'Westmarch County Council',
      inspectedFrom: '2012-11-05',
      inspectedTo: '2012-11-09',
      published: '2012-12-14',
    },
  },
  {
    shape: 'an improvement notice that quotes the inspection it answers',
    text: `
      IMPROVEMENT NOTICE

      To: Westmarch County Council (the Council)
      County Hall, Westmarch WM1 4AB

      1. This Improvement Notice is issued to Westmarch County Council on 8 September 2021 by the Parliamentary Under
      Secretary of State for Children and Families, following the Ofsted inspection of local authority children’s
      services published on 30 July 2021, which judged them inadequate.

      2. The Council must work with the adviser appointed by the Department for Education.

      Failure to comply with this Improvement Notice

      3. Should the Council fail to comply with this notice by the dates given, a statutory direction may follow.
    `,
    document: {
      kind: 'improvement_notice',
      authority: 'Westmarch County Council',
      inspectorate: 'Department for Education',
      published: '2021-09-08',
    },
  },
  {
    shape: 'a statutory direction with its recitals',
    text: `
      DIRECTION UNDER SECTION 497A(4B) OF THE EDUCATION ACT 1996

      Children’s services at Northmoor Borough Council

      WHEREAS the Secretary of State for Education has carefully considered the inspection report published on 27 March 2015
      and the improvement notice issued in 2014;

      NOW THEREFORE the Secretary of State directs the Council as set out below.

      1. To comply with any instructions of the Secretary of State or the Children’s Services Commissioner.

      Signed on behalf of the Secretary of State

      Dated this 4th day of June 2015
    `,
    document: {
      kind: 'statutory_direction',
      authority: 'Northmoor Borough Council',
      inspectorate: 'Department for Education',
      published: '2015-06-04',
    },
  },
  {
    shape: 'a public inquiry with its chair',
    text: `
      The Fenwick House Inquiry

      Report of an inquiry into the care of children at Fenwick House, Westmarch, 1978 to 1996

      Chair: Dame Ruth Alder

      Presented to Westmarch County Council

      Published 5 October 2020
    `,
    document: {
      kind: 'public_inquiry',
      title: 'The Fenwick House Inquiry',
      authority: 'Westmarch County Council',
      inspectorate: 'Dame Ruth Alder',
      published: '2020-10-05',
    },
  },
  {
    shape: 'a corporate peer challenge letter that quotes Ofsted',
    text: `
      LGA Peer Review of Children’s Services

      Northmoor Borough Council

      6 to 9 February 2018

      Feedback report

      The peer team was invited by the council after Ofsted judged its services to require improvement. The team spoke to
      ninety people. Local Government Association peers are not inspectors.

      Main findings

      The council has strong and stable leadership, and staff are proud to work there.

      Performance information is not used well enough by team managers, and audits are of variable quality.
    `,
    document: {
      kind: 'peer_review',
      authority: 'Northmoor Borough Council',
      inspectorate: 'Local Government Association',
    },
    sentiments: ['strength', 'weakness'],
  },
  {
    shape: 'a child safeguarding practice review',
    text: `
      Eastfold Safeguarding Children Partnership

      Local Child Safeguarding Practice Review

      “Robin”

      Independent lead reviewer: Dr Ines Vale

      Published: 11 September 2022

      1. Introduction

      1.1 This review was commissioned under Working Together to Safeguard Children. City of Eastfold Council and the police
      took part, and Ofsted was told of the incident.
    `,
    document: {
      kind: 'case_review',
      authority: 'City of Eastfold Council',
      inspectorate: null,
      published: '2022-09-11',
    },
  },
  {
    shape: 'an internal audit report',
    text: `
      Westmarch County Council

      Internal Audit Report

      Fostering payments 2023/24

      Final report, 12 February 2024

      Audit opinion: limited assurance

      1. Audit objective

      The audit looked at whether carers are paid what they are owed.
    `,
    document: {
      kind: 'audit',
      authority: 'Westmarch County Council',
      published: '2024-02-12',
      inspectorate: null,
    },
  },
  {
    shape: 'a report of a commissioner to the Secretary of State',
    text: `
      Children’s Services Commissioner’s report to the Secretary of State for Education

      Northmoor Borough Council

      Ella Strand, Children’s Services Commissioner

      14 December 2015

      I was appointed as Commissioner by a statutory direction of 4 June 2015, after an Ofsted inspection had judged services
      inadequate. This report is for the Department for Education.
    `,
    document: {
      kind: 'adviser_review',
      authority: 'Northmoor Borough Council',
      inspectorate: 'Department for Education',
      published: '2015-12-14',
    },
  },
  {
    shape: 'a self-evaluation',
    text: `
      Westmarch County Council Children’s Services

      Self-evaluation of social work practice, autumn 2025

      What do we know about the quality and impact of social work practice?

      Most children are seen on time.

      How do we know it?

      Monthly audits and what families tell us.

      What are our plans for the next 12 months?

      A new model of supervision. This follows the Ofsted focused visit in May.
    `,
    document: { kind: 'self_evaluation', authority: 'Westmarch County Council', inspectorate: null },
  },
  {
    shape: 'an inspection of another service, which is none of the kinds',
    text: `
      An inspection of youth offending services in
      Westmarch

      HM Inspectorate of Probation, March 2022

      Fieldwork took place in the week of 10 January 2022.

      Westmarch Youth Justice Service works for Westmarch County Council. The inspectorate of probation found it good.
    `,
    document: {
      kind: 'other',
      authority: 'Westmarch County Council',
      inspectorate: 'HM Inspectorate of Probation',
      inspectedFrom: '2022-01-10',
    },
  },
];
