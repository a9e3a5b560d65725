"""Who held what when, by whose account; truces, movements and damage beside it."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.territory._account import Account, account_of
    from sijill.territory._area import Area, Areas, halves, key_of_name
    from sijill.territory._bounds import Bounds
    from sijill.territory._damage import ClassCount, Survey, SurveyDisagrees, objects_among, surveys_among
    from sijill.territory._dated_counts import Counted, PerService, counts_among, per_service
    from sijill.territory._documents import at_document, history_document, share_document
    from sijill.territory._ground import Change, Ground, Timeline
    from sijill.territory._movements import Moved, SourceTotal, Spread, movements_among, route, spreads
    from sijill.territory._parts import share_of
    from sijill.territory._rules import ControlRules
    from sijill.territory._share import Share
    from sijill.territory._sides import Sides
    from sijill.territory._standing import Standing
    from sijill.territory._truces import Breach, StageAccount, StageAccounts, Truce, truces_among, zone_by_places
else:
    __getattr__ = later(__name__)

__all__ = [
    "Account",
    "Area",
    "Areas",
    "Bounds",
    "Breach",
    "Change",
    "ClassCount",
    "ControlRules",
    "Counted",
    "Ground",
    "Moved",
    "PerService",
    "Share",
    "Sides",
    "SourceTotal",
    "Spread",
    "StageAccount",
    "StageAccounts",
    "Standing",
    "Survey",
    "SurveyDisagrees",
    "Timeline",
    "Truce",
    "account_of",
    "at_document",
    "counts_among",
    "halves",
    "history_document",
    "key_of_name",
    "movements_among",
    "objects_among",
    "per_service",
    "route",
    "share_document",
    "share_of",
    "spreads",
    "surveys_among",
    "truces_among",
    "zone_by_places",
]
