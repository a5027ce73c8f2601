import { describe, expect, it, test } from '@jest/globals';
import { councilsIn, isCouncil, mostNamed, saysCouncil, trustsIn } from './council-names.js';

describe('councils as they are printed', () => {
  test.each([
    ['Westmarch Council', 'Westmarch Council'],
    ['Westmarch County Council', 'Westmarch County Council'],
    ['Northmoor Metropolitan Borough Council', 'Northmoor Metropolitan Borough Council'],
    ['Northmoor MBC', 'Northmoor MBC'],
    ['London Borough of Northmoor', 'London Borough of Northmoor'],
    ['The Royal Borough of Northmoor and Fell', 'Royal Borough of Northmoor and Fell'],
    ['Metropolitan Borough of Northmoor', 'Metropolitan Borough of Northmoor'],
    ['City of Eastfold Council', 'City of Eastfold Council'],
    ['City of Eastfold Metropolitan District Council', 'City of Eastfold Metropolitan District Council'],
    ['Council of the Isles of Scilly', 'Council of the Isles of Scilly'],
    ['Marsh-on-Sea City Council', 'Marsh-on-Sea City Council'],
    ['Vale upon Fell City Council', 'Vale upon Fell City Council'],
    ['North East Westmarch Council', 'North East Westmarch Council'],
    ['St Botolphs Council', 'St Botolphs Council'],
    ['Fell with Darrow Borough Council', 'Fell with Darrow Borough Council'],
    ['Fell & Vale Council', 'Fell & Vale Council'],
    ['Eastfold, Thornby and Marsh Council', 'Eastfold, Thornby and Marsh Council'],
    ['East Riding of Westmarch Council', 'East Riding of Westmarch Council'],
    ['WESTMARCH COUNTY COUNCIL', 'WESTMARCH COUNTY COUNCIL'],
    ['Eastfold city council', 'Eastfold city council'],
  ])('"%s" alone on a line is %s', (line, name) => {
    expect(councilsIn(line)).toEqual([name]);
    expect(isCouncil(line)).toBe(true);
  });

  test.each([
    ['Director of Children’s Services, Westmarch County Council', 'Westmarch County Council'],
    ['Director of Children’s Services Westmarch County Council', 'Westmarch County Council'],
    ['Chief Executive of Northmoor Borough Council', 'Northmoor Borough Council'],
    ['In Westmarch, senior leaders of Westmarch Council know this.', 'Westmarch Council'],
    ['the notice issued to Northmoor Borough Council on 8 September 2021', 'Northmoor Borough Council'],
    ['We have determined that Westmarch Council is the principal authority', 'Westmarch Council'],
  ])('"%s" names %s', (line, name) => {
    expect(councilsIn(line)).toEqual([name]);
    expect(isCouncil(line)).toBe(false);
  });

  test.each([
    'the council',
    'The Council must',
    'Children in Care Council',
    'the children in care council',
    'Youth Council',
    'a county council',
    'Councillor Ann Reed',
    'council tax',
    'Westmarch councillors',
  ])('"%s" names no council', (text) => {
    expect(councilsIn(text)).toEqual([]);
  });

  test.each([
    ['Southhaven Children’s Trust', 'Southhaven Children’s Trust'],
    ['Northmoor Children First', 'Northmoor Children First'],
    ['Achieving for Children', 'Achieving for Children'],
  ])('"%s" runs services for a council', (line, name) => {
    expect(trustsIn(line)).toEqual([name]);
  });

  it('takes the name printed most often, of those that carry the place', () => {
    const names = ['Northmoor Council', 'Westmarch Council', 'Westmarch Council'];
    expect(mostNamed(names, null)).toBe('Westmarch Council');
    expect(mostNamed(names, 'Northmoor')).toBe('Northmoor Council');
    expect(mostNamed(['Fell & Vale Council'], 'Fell and Vale')).toBe('Fell & Vale Council');
  });

  it('knows a place from a council', () => {
    expect(saysCouncil('Westmarch')).toBe(false);
    expect(saysCouncil('Northmoor Metropolitan Borough')).toBe(true);
    expect(saysCouncil('City of Eastfold')).toBe(true);
  });
});
