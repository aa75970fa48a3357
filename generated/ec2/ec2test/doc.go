// Package ec2test is a fake EC2 for tests, in the process of the test, as
// net/http/httptest is for HTTP. It stores what clients send, returns it as EC2
// does, and rejects what EC2 rejects, with EC2's codes. Any client of EC2 can
// talk to it:
//
//	srv := ec2test.NewServer()
//	defer srv.Close()
//	srv.AddSnapshot(types.Snapshot{SnapshotId: aws.String("snap-0123456789abcdef0"), VolumeSize: aws.Int32(8)})
//	client := ec2.NewFromConfig(srv.Config()) // or the AWS SDK's
//
// A server has several accounts and Regions: the access key identifies the account,
// and the signature has the Region. Changes are immediate unless Options.PendingFor
// is set.
//
// # How to write an operation
//
// Each resource has a file with its record, its kind, its filters, a method shown,
// and its operations. An operation is a method whose body is one call of a
// mechanism:
//
//		func (e *EC2) DeleteVolume(ctx context.Context, in *ec2.DeleteVolumeInput) (*ec2.DeleteVolumeOutput, error) {
//			return write(ctx, e, in, func(t *tx) (*ec2.DeleteVolumeOutput, error) {
//				return nil, volumes.remove(t, in.VolumeId)
//			})
//		}
//
//	  - write (request.go) is for operations that change something, read for those
//	    that show one thing, describe (describe.go) for those that list.
//	  - A transaction (tx.go) gives the operation copies of records. They are saved and
//	    take effect together, after the operation, the permission and the dry run have
//	    passed. So an operation checks and changes in any order, returns an error
//	    wherever it finds one, and has no effect then. If saving fails, it has none either.
//	  - A kind (kind.go) is data: the prefix of ids, the codes for malformed and unknown
//	    ids, the members of requests that have such ids, who else sees the resource.
//	    Its get, change, add, remove and all know accounts, Regions and these codes;
//	    get is for looking, change for what the caller must own.
//	  - The members DryRun, ClientToken, TagSpecifications, Filters, MaxResults and
//	    NextToken of a request, and NextToken and Return of a response, are found by
//	    name. An operation does not mention them.
//	  - Filters are data: a name and the path to the member of the response's type
//	    (filter.go). So are the kinds of resources that an operation creates and can tag
//	    (tag.go).
//	  - A record embeds the type that describes the resource. What time changes, the
//	    record does not have: shown computes it from the time of creation, so that
//	    nothing runs in the background. What vanishes by itself has a time in meta.Gone.
//	  - assign and project (record.go) copy the members that a request, a record and a
//	    response have by the same name: what AWS adds to both is shown when the
//	    packages are regenerated. members_test.go holds that every member of a request
//	    is shown, and lists those that are not, with the reason.
//
// What stays in the operation is what EC2 does there and nowhere else.
package ec2test
