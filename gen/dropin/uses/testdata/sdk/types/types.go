package types

type Image struct{ Name *string }
type VolumeType string

const VolumeTypeGp3 VolumeType = "gp3"
