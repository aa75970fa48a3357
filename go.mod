module github.com/ec2gen/ec2gen

go 1.24
