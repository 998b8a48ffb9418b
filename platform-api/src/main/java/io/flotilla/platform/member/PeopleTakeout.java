package io.flotilla.platform.member;

import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.takeout.Folder;
import io.flotilla.platform.takeout.Takeout;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/// Members and who is invited.
@ApplicationScoped
class PeopleTakeout implements Takeout {
    private final MemberResource members;
    private final InvitationResource invitations;

    PeopleTakeout(MemberResource members, InvitationResource invitations) {
        this.members = members;
        this.invitations = invitations;
    }

    @Override
    public void pack(TenantId tenant, Folder folder) throws IOException {
        folder.list("members.json", members::list);
        folder.list("invitations.json", invitations::list);
    }
}
