import { Injectable } from '@nestjs/common';
import { HomeSections } from '../../web/pages/home-sections.js';
import { ActionSections } from '../actions/action-sections.js';
import { MeetingSections } from '../meetings/meeting-sections.js';
import { RecommendationSections } from '../recommendations/recommendation-sections.js';
import { ChallengeSections } from './challenges.sections.js';

/** Puts challenges on the pages of what they are about, and on the first page of those who answer them. */
@Injectable()
export class ChallengePlaces {
  constructor(
    sections: ChallengeSections,
    actions: ActionSections,
    recommendations: RecommendationSections,
    meetings: MeetingSections,
    home: HomeSections,
  ) {
    actions.add(sections.ofAction);
    recommendations.add(sections.ofRecommendation);
    meetings.add(sections.ofMeeting);
    home.add(sections.atHome);
  }
}
