/** Standard columns as pages call them; rules use their names. */
export const STANDARD_CAPTIONS: Readonly<Record<string, string>> = {
  email: $localize`:@@target-groups.field.email:E-mail address`,
  title: $localize`:@@target-groups.field.title:Title`,
  firstname: $localize`:@@target-groups.field.firstname:First name`,
  lastname: $localize`:@@target-groups.field.lastname:Last name`,
  gender: $localize`:@@target-groups.field.gender:Gender`,
  mailtype: $localize`:@@target-groups.field.mailtype:Kind of mail`,
  customer_id: $localize`:@@target-groups.field.customerId:Number of the recipient`,
  creation_date: $localize`:@@target-groups.field.creationDate:Added on`,
  timestamp: $localize`:@@target-groups.field.timestamp:Changed on`,
  datasource_id: $localize`:@@target-groups.field.datasourceId:First data source (number)`,
  latest_datasource_id: $localize`:@@target-groups.field.latestDatasourceId:Latest data source (number)`,
  sys_tracking_veto: $localize`:@@target-groups.field.trackingVeto:Objects to tracking`,
};
