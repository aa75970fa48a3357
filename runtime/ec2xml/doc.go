// Package ec2xml reads and writes the XML of EC2 responses.
//
//	<DescribeImagesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
//	    <requestId>59dbff89-35bd-4eac-99ed-be587EXAMPLE</requestId>
//	    <imagesSet>
//	        <item><imageId>ami-0123456789EXAMPLE</imageId><isPublic>true</isPublic></item>
//	    </imagesSet>
//	</DescribeImagesResponse>
//
// A Decoder walks such a document for a client; a Writer makes one for a server;
// ParseError and AppendError are the same pair for error responses. The package knows
// how structures, lists and values are spelled and nothing about any operation; code
// that ec2gen generates calls it.
//
// # What is accepted
//
// The whole document is in memory. Namespaces are ignored, names are compared by
// their local part. Elements may be self-closing; text may come with the five
// predefined entities, character references, CDATA sections, comments and processing
// instructions. A document type declaration is rejected, so no entity can expand. Beyond
// that the rules of well-formedness are those of encoding/xml, which the AWS SDK uses.
//
// Where the SDK and this package differ, on purpose:
//   - a comment, a processing instruction or several CDATA sections inside a value
//     are valid XML; the SDK rejects them, this package reads the text around them;
//   - a number that does not fit the member's 32 bits is an error; the SDK keeps the
//     low 32 bits;
//   - epoch-seconds beyond the years 1678 to 2262 are read as they are, and beyond 31
//     million years, as infinities, are an error; the SDK's overflow;
//   - a document type declaration is an error; the SDK steps over it.
//
// # Memory
//
// A DescribeImages response can be 100 MB with millions of values, so values are not
// allocated one by one: strings are copied into shared chunks of at most 4 KB, and
// pointers to scalars point into slabs of at most 256. A value that is kept keeps its
// chunk and slab, never the document.
//
// What a Decoder allocates is at most a small multiple of the document: Append and New
// count what lists and structures take, and fail at Limits.Memory.
package ec2xml
